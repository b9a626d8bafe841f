import type { GridColumn, GridContent } from "../../editors/protocol";
import { Picker } from "../parts/picker";
import type { Anchor } from "../parts/popup";
import { TextEditor } from "./textEditor";
import type { ColumnFilter } from "./visibleRows";
import { groupLabel } from "../cellLabels";
import { message } from "../../core/text/message";
import { text } from "../language";

interface ColumnFilterProps {
  readonly content: GridContent;
  readonly column: GridColumn;
  readonly filter: ColumnFilter | undefined;
  readonly anchor: Anchor;
  readonly set: (filter: ColumnFilter | undefined) => void;
  readonly close: () => void;
}

/** More different values than these are better found by typing. */
const MOST = 60;

/** Which rows of a column to show: one of its values where there are few, else those that hold a text. */
export function ColumnFilterPopup({ content, column, filter, anchor, set, close }: ColumnFilterProps) {
  const title = text(message("Filter by {column}", { column: column.title }));
  const counts = valueCounts(content, column);
  if (counts.size > MOST) {
    const take = (has: string) => set(has === "" ? undefined : { has });
    return <TextEditor {...{ title, anchor, close }} value={filter?.has ?? ""} check={() => undefined} commit={take} />;
  }
  const values = [...counts].map(([text, count]) => ({ value: `=${text}`, label: text || "–", hint: String(count) }));
  return (
    <Picker
      {...{ title, anchor, close }}
      options={[{ value: "", label: text(message("(all)")), hint: "" }, ...values]}
      value={filter?.is === undefined ? "" : `=${filter.is}`}
      choose={({ value }) => set(value === "" ? undefined : { is: value.slice(1) })}
    />
  );
}

/** How many rows have each text of a column, in the order people read. */
export function valueCounts(content: GridContent, column: GridColumn): ReadonlyMap<string, number> {
  const index = content.columns.indexOf(column);
  const counts = new Map<string, number>();
  for (const row of content.rows) {
    const text = groupLabel(column, row, index, content.options);
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  const order = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });
  return new Map([...counts].sort(([a], [b]) => order.compare(a, b)));
}
