import { cellText, column, EMPTY_TABLE } from "../dataTable";
import type { Cell, DataTable } from "../dataTable";
import { BySpelling, userKey } from "../access/usernames";
import { indexIn, readHeader } from "../import/header";
import { TABLES } from "../access/tables";
import type { Subject } from "./subject";

/**
 * The project's own table as the file would write it: in the file's columns and order of rows, then what the file does
 * not name. So a comparison shows what differs and nothing else.
 */
export function projectSide({ table, source, live }: Subject): DataTable {
  const own = live.tables[table] ?? EMPTY_TABLE;
  const headers = readHeader(table, source.columns);
  const key = column(own, TABLES[table].key);
  const readers = headers.map(({ name, extra }) => {
    if (own.columns.includes(name)) return column(own, name);
    const person = (row: readonly Cell[]) => live.people.get(cellText(key(row)));
    if (extra === "role") return (row: readonly Cell[]) => live.roles.get(person(row)?.role ?? "")?.label;
    if (extra === "dag") return (row: readonly Cell[]) => live.dags.get(person(row)?.dag ?? "")?.name;
    return column(own, name);
  });
  const keyIndex = indexIn(headers, TABLES[table].key);
  const same = TABLES[table].key === "username" ? userKey : (id: string) => id.trim();
  const left = new BySpelling<readonly Cell[]>(
    same,
    own.rows.map((row) => [cellText(key(row)), row]),
  );
  const inFile = source.rows.flatMap((row) => {
    const id = cellText(row[keyIndex]);
    const found = left.get(id);
    left.delete(id);
    return found ? [found] : [];
  });
  const asWritten = (row: readonly Cell[]) => readers.map((read) => read(row) ?? "");
  return { columns: source.columns, rows: [...inFile, ...left.values()].map(asWritten) };
}
