import { cellText } from "../../core/dataTable";
import type { Cell, DataTable } from "../../core/dataTable";
import { describeColumn } from "../../core/access/tables";
import type { TableName } from "../../core/access/tables";
import type { Switches } from "../switches";

/** A table as servers of some versions, and modules on them, write it in JSON. */
export function shaped(table: DataTable, content: TableName, switches: Switches): DataTable {
  const kinds = table.columns.map((name) => describeColumn(content, name)?.kind);
  const rows = table.rows.map((row) =>
    row.map((cell, at) => {
      if (kinds[at] === "date") return day(cell, switches);
      if (kinds[at] === "flag" || kinds[at] === "choice") return code(cell, switches);
      return cell;
    }),
  );
  return { columns: table.columns, rows };
}

function day(cell: Cell, { days }: Switches): Cell {
  if (days === "plain") return cell;
  return cell === "" ? "0000-00-00" : `${cellText(cell)} 00:00:00`;
}

function code(cell: Cell, { codes }: Switches): Cell {
  return codes === "decimal" && cell !== "" ? `${cellText(cell)}.0` : cell;
}

/** The document with form maps and its list in the shapes that PHP gives them. */
export function reshaped(body: string, { formMaps, lists }: Switches): string {
  if (formMaps === "map" && lists === "list") return body;
  const rows = JSON.parse(body) as readonly Readonly<Record<string, unknown>>[];
  const made = rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [name, isMap(value) ? written(value, formMaps) : value]),
    ),
  );
  if (lists === "list") return JSON.stringify(made);
  return JSON.stringify(Object.fromEntries(made.map((row, at) => [String(2 * at), row])));
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function written(map: Readonly<Record<string, unknown>>, shape: Switches["formMaps"]): unknown {
  const pairs = Object.entries(map);
  if (shape === "objects") return pairs.map(([form, value]) => ({ [form]: value }));
  return shape === "texts" ? pairs.map(([form, value]) => `${form}:${String(value)}`) : map;
}
