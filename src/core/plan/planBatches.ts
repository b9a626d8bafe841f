import { cellText, tableOf } from "../dataTable";
import type { Cell, DataTable } from "../dataTable";
import { wellFormed } from "../text/wellFormed";

/** REDCap names no limit; PHP's default for a whole request is 8 MB, and larger bodies have been refused with 413. */
export const BATCH_BYTES = 4 * 1024 * 1024;

/** Splits rows so that each part, as it travels in a form field, stays below the limit. A single row is never split. */
export function batches(table: DataTable, limit: number = BATCH_BYTES): readonly DataTable[] {
  const names = table.columns.reduce((sum, name) => sum + wireSize(name), 0);
  const parts: (readonly Cell[])[][] = [];
  let size = Infinity;
  for (const row of table.rows) {
    const bytes = names + row.reduce<number>((sum, cell) => sum + wireSize(cellText(cell)), 0);
    if (size + bytes > limit) {
      parts.push([]);
      size = 0;
    }
    parts.at(-1)?.push(row);
    size += bytes;
  }
  return parts.map((rows) => tableOf(table.columns, rows));
}

/** Percent-encoded, with room for quotes, colon and comma. */
function wireSize(text: string): number {
  return encodeURIComponent(wellFormed(text)).length + 18;
}
