import { cellText, column, EMPTY_TABLE } from "../dataTable";
import type { Cell, DataTable } from "../dataTable";
import type { DraftName } from "./edit";
import { DRAFT_TABLE, KEY_COLUMN } from "./edit";
import { knowsDags } from "../access/people";
import type { Snapshot } from "../access/snapshot";
import { describeColumn, TABLES } from "../access/tables";
import type { Column, TableName } from "../access/tables";
import { english } from "../text/message";

export interface Draft {
  readonly name: DraftName;
  /** In English: the name of its file. */
  readonly title: string;
  /** The access table whose columns and notation the draft's text uses. */
  readonly table: TableName;
  readonly key: string;
  /** What one row is, in sentences. */
  readonly one: string;
}

/**
 * The draft documents. So that no two of them can disagree, a person exists by `users` alone, and the DAG stands in
 * `assignments` alone.
 */
export const DRAFTS: Readonly<Record<DraftName, Draft>> = {
  users: describe("users", "user"),
  roles: describe("roles", "role"),
  dags: describe("dags", "group"),
  assignments: describe("assignments", "user", "Role Assignments"),
};

function describe(name: DraftName, one: string, title?: string): Draft {
  const table = DRAFT_TABLE[name];
  return { name, title: title ?? english(TABLES[table].title), table, key: KEY_COLUMN[name], one };
}

export const DRAFT_NAMES = Object.keys(DRAFTS) as DraftName[];

/** What a draft says when nothing has been changed in it yet. Tables the token may not read give no columns. */
export function draftTable(snapshot: Snapshot, draft: DraftName): DataTable {
  if (draft === "assignments") return assignments(snapshot);
  const source = snapshot.tables[DRAFTS[draft].table] ?? EMPTY_TABLE;
  const columns = source.columns.filter((name) => isDraftColumn(draft, name));
  const readers = columns.map((name) => column(source, name));
  const username = column(source, "username");
  const rows = source.rows.map((row) => {
    const inRole = draft === "users" && !!snapshot.people.get(cellText(username(row)))?.role;
    return readers.map((read, index) => (inRole && isOwnRight(columns[index] ?? "") ? "" : read(row)));
  });
  return { columns, rows };
}

export function describeDraftColumn(draft: DraftName, name: string): Column | undefined {
  return describeColumn(DRAFTS[draft].table, name);
}

/** A right of a person's own: blank and never sent while a role gives the rights. */
export function isOwnRight(name: string): boolean {
  return name !== "username" && name !== "expiration" && isDraftColumn("users", name);
}

function assignments(snapshot: Snapshot): DataTable {
  const roles = !!snapshot.tables.userRoleMapping;
  const dags = knowsDags(snapshot);
  const columns = ["username", ...(roles ? ["unique_role_name"] : []), ...(dags ? ["data_access_group"] : [])];
  const rows = [...snapshot.people.values()].map((person): readonly Cell[] => [
    person.username,
    ...(roles ? [person.role] : []),
    ...(dags ? [person.dag] : []),
  ]);
  return { columns, rows };
}

/** Columns that a draft shows and REDCap takes: no display values, and the DAG only in `assignments`. */
export function isDraftColumn(draft: DraftName, name: string): boolean {
  if (draft === "users" && name === "data_access_group") return false;
  return !describeDraftColumn(draft, name)?.readOnly;
}
