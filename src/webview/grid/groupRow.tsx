import { cellId } from "./gridCell";
import { ROW_HEIGHT } from "./gridRow";
import type { Heading } from "./groups";
import { Twistie } from "../parts/icons";
import { message } from "../../core/text/message";
import { text } from "../language";

interface GroupRowProps {
  readonly row: number;
  readonly heading: Heading;
  readonly columnCount: number;
  readonly active: boolean;
  /** How many of its rows are selected. */
  readonly selected: number;
}

/** The heading of a group: one cell across all columns, which says whether its rows are shown. */
export function GroupRow({ row, heading, columnCount, active, selected }: GroupRowProps) {
  const { label, members, open } = heading;
  return (
    <div
      class={selected === members.length ? "row group selected" : "row group"}
      role="row"
      aria-rowindex={row + 2}
      aria-selected={selected === members.length}
      style={{ top: `${row * ROW_HEIGHT}px` }}
    >
      <div
        id={cellId(row, 0)}
        class={active ? "cell active" : "cell"}
        role="rowheader"
        aria-colindex={1}
        aria-colspan={columnCount}
        aria-expanded={open}
        style={{ gridColumn: "1 / -1" }}
      >
        <span class="heading">
          <Twistie open={open} />
          <span class="text">{label}</span>
          <span class="members">{text(message("Users: {count}", { count: members.length }))}</span>
          {selected > 0 && <span class="members">{text(message("{count} selected", { count: selected }))}</span>}
        </span>
      </div>
    </div>
  );
}
