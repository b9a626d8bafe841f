import { formMapText } from "../dataTable";
import type { Cell, DataTable } from "../dataTable";
import { formMap } from "../access/rights";
import type { Snapshot } from "../access/snapshot";

const MAPS: ReadonlySet<string> = new Set(["forms", "forms_export"]);

/** Rights of another project without the instruments that this one lacks, and their names. */
export function knownForms(
  table: DataTable,
  { instruments }: Pick<Snapshot, "instruments">,
): { readonly table: DataTable; readonly lacking: readonly string[] } {
  const known = new Set(instruments.map(({ name }) => name));
  const lacking = new Set<string>();
  const kept = (cell: Cell): Cell =>
    formMapText([...formMap(cell)].filter(([form]) => known.has(form) || !lacking.add(form)));
  const maps = table.columns.map((name) => MAPS.has(name));
  const rows = table.rows.map((row) => row.map((cell, index) => (maps[index] ? kept(cell) : cell)));
  return { table: { columns: table.columns, rows }, lacking: [...lacking] };
}
