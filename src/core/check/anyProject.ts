import { cellText, column } from "../dataTable";
import type { DataTable } from "../dataTable";
import { indexIn, readHeader } from "../import/header";
import { buildSnapshot } from "../access/snapshot";
import type { Snapshot } from "../access/snapshot";
import { TABLES } from "../access/tables";
import type { TableName } from "../access/tables";

/**
 * A project that has whatever a table names, and every column: held against it, only what is wrong in any project is
 * found.
 */
export function anyProject(table: TableName, source: DataTable): Snapshot {
  const empty = (name: TableName): DataTable => ({ columns: TABLES[name].columns.map((each) => each.name), rows: [] });
  const { key } = TABLES[table];
  const ids = key === "username" ? [] : keysIn(table, source);
  const known = { columns: [key, ...empty(table).columns.filter((name) => name !== key)], rows: ids.map((id) => [id]) };
  return buildSnapshot({
    takenAt: 0,
    project: { projectId: 0, title: "", inProduction: false, raw: new Map() },
    version: "",
    instruments: [],
    missing: {},
    tables: {
      user: empty("user"),
      userRoleMapping: empty("userRoleMapping"),
      ...(key === "username" ? {} : { [table]: known }),
    },
  });
}

/** What a table names its rows by. */
export function keysIn(table: TableName, source: DataTable): readonly string[] {
  const index = indexIn(readHeader(table, source.columns), TABLES[table].key);
  const read = column(source, source.columns[index] ?? "");
  return index < 0 ? [] : [...new Set(source.rows.map((row) => cellText(read(row)).trim()))];
}
