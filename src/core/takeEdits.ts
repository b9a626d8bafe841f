import { cellText, column } from "./dataTable";
import type { DataTable } from "./dataTable";
import type { CellEdit, DraftName } from "./plan";
import { isLocalKey, isRowAdded, isRowRemoved, KEY_COLUMN, peopleChanges } from "./rowEdits";

/**
 * A draft's table with edits made elsewhere typed into it; what else somebody has changed there stays. A person's line
 * among the assignments comes and goes with the person.
 */
export function withEdits(draft: DraftName, table: DataTable, edits: readonly CellEdit[]): DataTable {
  const keyName = KEY_COLUMN[draft];
  const readKey = column(table, keyName);
  const there = new Set(table.rows.map((row) => cellText(readKey(row))));
  const mine = renumbered(
    edits.filter((edit) => edit.draft === draft),
    there,
  );
  const people = draft === "assignments" ? peopleChanges(edits) : undefined;
  const goes = people?.removed ?? new Set(mine.filter(isRowRemoved).map(({ key }) => key));
  const comes = people?.added ?? new Set(mine.filter(isRowAdded).map(({ key }) => key));
  const cells = new Map<string, Map<string, string>>();
  for (const { key, column: name, after } of mine) {
    if (name !== keyName) cells.set(key, (cells.get(key) ?? new Map<string, string>()).set(name, after));
  }
  const kept = table.rows.filter((row) => !goes.has(cellText(readKey(row))));
  const added = [...comes].filter((key) => !there.has(key));
  return {
    columns: table.columns,
    rows: [
      ...kept.map((row) => {
        const wanted = cells.get(cellText(readKey(row)));
        return wanted ? table.columns.map((name, index) => wanted.get(name) ?? row[index]) : row;
      }),
      ...added.map((key) => table.columns.map((name) => (name === keyName ? key : (cells.get(key)?.get(name) ?? "")))),
    ],
  };
}

/** `new:1` of the edits is another role than `new:1` of the draft: the edits' numbers go on from the draft's. */
function renumbered(edits: readonly CellEdit[], there: ReadonlySet<string>): readonly CellEdit[] {
  const last = Math.max(0, ...[...there].filter(isLocalKey).map(numberOf));
  if (last === 0) return edits;
  return edits.map((edit) => {
    if (!isLocalKey(edit.key)) return edit;
    const key = `new:${numberOf(edit.key) + last}`;
    return { ...edit, key, after: isRowAdded(edit) ? key : edit.after };
  });
}

function numberOf(key: string): number {
  return Number(key.slice(key.indexOf(":") + 1));
}
