import type { CellChange, GridColumn, GridRow } from "../../editors/protocol";

/** Whether a cell can be changed: not of rows to be removed, and not rights that a role gives. */
export function canEdit(column: GridColumn, row: GridRow): boolean {
  return column.editable && row.change !== "removed" && !(column.own && row.given !== undefined);
}

export interface Wish {
  readonly column: GridColumn;
  readonly value: (row: GridRow) => string;
}

export interface Wishes {
  readonly changes: readonly CellChange[];
  /** Rows with a cell that cannot be changed. */
  readonly leftOut: number;
}

/** Changes of cells of several rows; those that read as wished already are no changes. */
export function wishes(rows: readonly GridRow[], columns: readonly GridColumn[], wanted: readonly Wish[]): Wishes {
  const changes: CellChange[] = [];
  let leftOut = 0;
  const places = wanted.map(({ column, value }) => ({ column, value, index: columns.indexOf(column) }));
  for (const row of rows) {
    let whole = true;
    for (const { column, value, index } of places) {
      if (!canEdit(column, row)) {
        whole = false;
        continue;
      }
      const wish = value(row);
      if (row.cells[index] !== wish) changes.push({ key: row.key, column: column.name, value: wish });
    }
    if (!whole) leftOut++;
  }
  return { changes, leftOut };
}
