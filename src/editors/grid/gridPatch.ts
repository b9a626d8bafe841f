import type { GridContent, GridRow, Patch } from "../protocol";

/** Rows that read otherwise now, or undefined when only a whole snapshot can tell: other columns, options or rows. */
export function changedRows(before: GridContent, after: GridContent): Patch["rows"] | undefined {
  if (before.rows.length !== after.rows.length) return undefined;
  const shape = ["columns", "options", "forms", "rowActions", "givers"] as const;
  if (!shape.every((part) => same(before[part], after[part]))) return undefined;
  const changed: [number, GridRow][] = [];
  for (let index = 0; index < after.rows.length; index++) {
    const [old, row] = [before.rows[index], after.rows[index]];
    if (old === row) continue;
    if (!old || !row || old.key !== row.key) return undefined;
    if (!sameRow(old, row)) changed.push([index, row]);
  }
  return changed;
}

function sameRow(a: GridRow, b: GridRow): boolean {
  if (a.change !== b.change || a.state !== b.state || a.given !== b.given) return false;
  if (!a.cells.every((value, index) => b.cells[index] === value)) return false;
  return sameNotes(a.was, b.was) && sameNotes(a.conflicts, b.conflicts) && sameNotes(a.problems, b.problems);
}

/** Most rows have none. */
function sameNotes(a: GridRow["was"], b: GridRow["was"]): boolean {
  return a === b || same(a, b);
}

function same(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
