import type { GridContent, GridRow } from "../../editors/protocol";
import { groupLabel } from "../cellLabels";

/** A line above the rows of one group; its rows are shown below it while it is open. */
export interface Heading {
  /** Stands among the keys of rows, and is none. */
  readonly key: string;
  readonly label: string;
  readonly members: readonly string[];
  readonly open: boolean;
}

export type Line = GridRow | Heading;

export function isHeading(line: Line): line is Heading {
  return "members" in line;
}

const MARK = "\u0000";

/** The key of the heading over the rows that have a value in the column grouped by. */
export function headingKey(value: string): string {
  return `${MARK}${value}`;
}

export function isHeadingKey(key: string): boolean {
  return key.startsWith(MARK);
}

/** Rows under the headings of their groups, in the order in which the values can be chosen; values unknown there last. */
export function groupLines(
  { columns, options, groupBy }: Pick<GridContent, "columns" | "options" | "groupBy">,
  rows: readonly GridRow[],
  closed: ReadonlySet<string>,
): readonly Line[] {
  const index = columns.findIndex(({ name }) => name === groupBy);
  const column = columns[index];
  if (!column) return rows;
  const groups = new Map<string, GridRow[]>();
  for (const { value } of options[column.options ?? ""] ?? []) groups.set(value, []);
  for (const row of rows) {
    const value = row.cells[index]?.trim() ?? "";
    const known = groups.get(value);
    if (known) known.push(row);
    else groups.set(value, [row]);
  }
  return [...groups].flatMap(([value, members]): readonly Line[] => {
    const [first] = members;
    if (!first) return [];
    const key = headingKey(value);
    const open = !closed.has(key);
    const label = groupLabel(column, first, index, options);
    return [{ key, label, members: members.map((row) => row.key), open }, ...(open ? members : [])];
  });
}
