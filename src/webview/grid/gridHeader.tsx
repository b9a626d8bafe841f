import type { GridColumn } from "../../editors/protocol";
import type { ColumnLayout } from "./columnLayout";
import { NARROWEST } from "./columnLayout";
import { cellId } from "./gridCell";
import type { Place } from "./gridKeys";
import { Funnel } from "../parts/icons";
import type { ViewState } from "./visibleRows";
import { message } from "../../core/text/message";
import { text } from "../language";

interface HeaderProps {
  readonly columns: readonly GridColumn[];
  readonly layout: ColumnLayout;
  readonly drawn: readonly number[];
  readonly view: ViewState;
  readonly active: Place;
  readonly sortBy: (column: number) => void;
  readonly filterBy: (column: number) => void;
  readonly resize: (column: number, width: number) => void;
}

export function GridHeader({ columns, layout, drawn, view, active, ...act }: HeaderProps) {
  return (
    <div class="header" role="rowgroup">
      <div class="row" role="row" aria-rowindex={1}>
        {drawn.map((index) => {
          const column = columns[index];
          if (!column) return null;
          const { name, title, help } = column;
          const sorted = view.sort?.column === name ? (view.sort.descending ? "descending" : "ascending") : "none";
          const filtered = Object.hasOwn(view.columns, name);
          return (
            <div
              key={name}
              id={cellId(-1, index)}
              class={active.row === -1 && active.column === index ? "cell active" : "cell"}
              role="columnheader"
              aria-colindex={index + 1}
              aria-sort={sorted}
              aria-description={help}
              title={help ? `${title}: ${help}` : title}
              style={{ gridColumn: index + 1 }}
              onClick={() => act.sortBy(index)}
            >
              <span class="text">{title}</span>
              <span class="sort" aria-hidden="true">
                {sorted === "none" ? "" : sorted === "ascending" ? "▲" : "▼"}
              </span>
              <span
                class={filtered ? "funnel on" : "funnel"}
                title={text(message("Filter by {column}", { column: title }))}
                onClick={(event) => {
                  event.stopPropagation();
                  act.filterBy(index);
                }}
              >
                <Funnel />
              </span>
              <span
                class="handle"
                onClick={(event) => event.stopPropagation()}
                onPointerDown={(event) => drag(event, layout.widths[index] ?? 0, (width) => act.resize(index, width))}
              />
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** Follows the pointer until it is let go. */
function drag(event: PointerEvent, before: number, resize: (width: number) => void): void {
  const handle = event.currentTarget;
  if (!(handle instanceof HTMLElement)) return;
  event.preventDefault();
  handle.setPointerCapture(event.pointerId);
  const from = event.clientX;
  const move = ({ clientX }: PointerEvent) => resize(Math.max(NARROWEST, before + clientX - from));
  handle.addEventListener("pointermove", move);
  handle.addEventListener("lostpointercapture", () => handle.removeEventListener("pointermove", move), { once: true });
}
