import type { CellChange, GridColumn, GridRow } from "../../editors/protocol";

/** Whether a cell can be changed: not of rows to be removed, and not rights that a role gives. */
export function canEdit(column: GridColumn, row: GridRow): boolean {
  return column.editable && row.change !== "removed" && !(column.own && row.given !== undefined);
}

/** What the cells of a column shall say. */
export interface ColumnEdit {
  readonly column: GridColumn;
  readonly value: (row: GridRow) => string;
}

export interface CellEdits {
  readonly changes: readonly CellChange[];
  /** Rows with a cell that cannot be changed. */
  readonly leftOut: number;
}

/** Changes of cells of several rows; those that read as wanted already are no changes. */
export function cellEdits(
  rows: readonly GridRow[],
  columns: readonly GridColumn[],
  edits: readonly ColumnEdit[],
): CellEdits {
  const changes: CellChange[] = [];
  let leftOut = 0;
  const places = edits.map(({ column, value }) => ({ column, value, index: columns.indexOf(column) }));
  for (const row of rows) {
    let whole = true;
    for (const { column, value, index } of places) {
      if (!canEdit(column, row)) {
        whole = false;
        continue;
      }
      const wanted = value(row);
      if (row.cells[index] !== wanted) changes.push({ key: row.key, column: column.name, value: wanted });
    }
    if (!whole) leftOut++;
  }
  return { changes, leftOut };
}
