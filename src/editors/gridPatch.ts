import type { GridContent, GridRow } from "./protocol";

/** Rows that read otherwise now, or undefined when only a whole snapshot can tell: other columns, options or rows. */
export function changedRows(
  before: GridContent,
  after: GridContent,
): readonly (readonly [index: number, row: GridRow])[] | undefined {
  if (before.rows.length !== after.rows.length) return undefined;
  if (!same(before.columns, after.columns) || !same(before.options, after.options)) return undefined;
  const changed: [number, GridRow][] = [];
  for (const [index, row] of after.rows.entries()) {
    const old = before.rows[index];
    if (!old || old.key !== row.key) return undefined;
    if (!sameRow(old, row)) changed.push([index, row]);
  }
  return changed;
}

function sameRow(a: GridRow, b: GridRow): boolean {
  if (a.changed !== b.changed || a.state !== b.state) return false;
  return a.cells.every((cell, index) => {
    const other = b.cells[index];
    return (
      other?.value === cell.value &&
      other.text === cell.text &&
      other.was === cell.was &&
      other.problem === cell.problem
    );
  });
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
