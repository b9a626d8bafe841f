/**
 * What one cell holds, exactly as the wire gave it: users come with numbers, roles with strings, form maps as objects
 * in JSON and XML and as `form:code,form:code` text in CSV. Meaning is read by the accessors in `rights.ts`, never here,
 * so that a table can be written back as it came. `undefined`: the row did not have the column at all.
 */
export type Cell = string | number | boolean | null | undefined | FormMap;

/** form name → code as sent. Made without a prototype, or by `JSON.parse`; read with `Object.entries` only. */
export type FormMap = { readonly [form: string]: string | number | null };

/** A rectangular table: `rows[r][c]` belongs to `columns[c]`. Column order is the sender's. */
export interface DataTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

export const EMPTY_TABLE: DataTable = { columns: [], rows: [] };

/** The cell as text the way REDCap's CSV writes it; absent and null are ''. */
export function cellText(cell: Cell): string {
  if (cell === undefined || cell === null) return "";
  if (typeof cell === "object") return formMapText(Object.entries(cell));
  if (typeof cell === "boolean") return cell ? "1" : "0";
  return String(cell);
}

/** `form:code,form:code`, REDCap's CSV notation of a form map. */
export function formMapText(entries: Iterable<readonly [form: string, code: string | number | null]>): string {
  return [...entries].map(([form, code]) => `${form}:${code ?? ""}`).join(",");
}

/** Reads cells of one column by row: `const role = column(table, "unique_role_name"); role(row)`. */
export function column(table: DataTable, name: string): (row: readonly Cell[]) => Cell {
  const index = table.columns.indexOf(name);
  return index < 0 ? () => undefined : (row) => row[index];
}

/** A table from records with the same keys; `columns` fixes the order. */
export function tableOf(columns: readonly string[], rows: readonly (readonly Cell[])[]): DataTable {
  return { columns, rows };
}
