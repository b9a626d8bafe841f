import { cellText, column } from "../dataTable";
import type { Cell, DataTable } from "../dataTable";
import type { Snapshot } from "../access/snapshot";
import type { FolderTables } from "./folderEdits";
import { Usernames } from "../access/usernames";
import { folderTable, folderTables, LABEL } from "./folderTable";

/** What of a project is to be copied into another one. */
export interface CopyChoice {
  readonly roles: ReadonlySet<string>;
  /** People who shall be there; with their expirations, and own rights where they have no role. */
  readonly people: ReadonlySet<string>;
  readonly dags: boolean;
  /** Roles and groups of these people; without any, of those who are in both projects. */
  readonly assignments: boolean;
}

/** Part of a project as the tables of a folder. Roles and groups that do not come along are called by their names. */
export function copyTables(
  from: Snapshot,
  { roles, dags, assignments, ...choice }: CopyChoice,
  to: Pick<Snapshot, "people">,
): FolderTables {
  const there = new Set(folderTables(from));
  const people = new Usernames(choice.people);
  const only = (table: DataTable, key: string, wanted: (value: string) => boolean): DataTable => {
    const read = column(table, key);
    return { columns: table.columns, rows: table.rows.filter((row) => wanted(cellText(read(row)))) };
  };
  const lines = () => {
    const table = only(folderTable(from, "assignments"), "username", (name) =>
      (people.size > 0 ? people : to.people).has(name),
    );
    return byName(table, (name, value) => {
      if (name === "unique_role_name") return roles.has(value) ? undefined : from.roles.get(value)?.label;
      return name === "data_access_group" && !dags ? from.dags.get(value)?.name : undefined;
    });
  };
  return {
    ...(roles.size > 0 && there.has("roles")
      ? { roles: only(folderTable(from, "roles"), "unique_role_name", (id) => roles.has(id)) }
      : {}),
    ...(dags && there.has("dags") ? { dags: folderTable(from, "dags") } : {}),
    ...(people.size > 0 ? { users: only(folderTable(from, "users"), "username", (name) => people.has(name)) } : {}),
    ...(assignments ? { assignments: lines() } : {}),
  };
}

function byName(table: DataTable, named: (column: string, value: string) => string | undefined): DataTable {
  const label = table.columns.indexOf(LABEL);
  const kept = <T>(cells: readonly T[]) => cells.filter((_, index) => index !== label);
  return {
    columns: kept(table.columns),
    rows: table.rows.map((row) =>
      kept(row.map((cell, index): Cell => named(table.columns[index] ?? "", cellText(cell)) ?? cell)),
    ),
  };
}
