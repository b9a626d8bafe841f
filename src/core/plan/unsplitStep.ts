import type { Cell, FormMap } from "../dataTable";
import { formMap } from "../access/rights";
import { describeColumn } from "../access/tables";
import type { TableName } from "../access/tables";

/** The rows of one or more requests, before they are cut to size. */
export interface UnsplitStep {
  readonly content: TableName;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  readonly action?: "delete";
}

/** Rows whose columns differ go in requests of their own: a blank cell would be a value. */
export function byColumns(content: TableName, rows: readonly ReadonlyMap<string, Cell>[]): readonly UnsplitStep[] {
  const groups = new Map<string, { columns: string[]; rows: Cell[][] }>();
  for (const cells of rows) {
    const columns = [...cells.keys()];
    const group = groups.get(columns.join()) ?? { columns, rows: [] };
    group.rows.push([...cells.values()]);
    groups.set(columns.join(), group);
  }
  return [...groups.values()].map((group) => ({ content, ...group }));
}

/** A cell of a draft as it is sent: form maps as objects, and whole already (`completeForms`). */
export function wireCell(table: TableName, column: string, value: string): Cell {
  const kind = describeColumn(table, column)?.kind;
  if (kind !== "formRights" && kind !== "formExport") return value;
  const map = Object.create(null) as Record<string, string>;
  for (const [form, code] of formMap(value)) map[form] = code;
  return map satisfies FormMap;
}
