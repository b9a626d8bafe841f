import { cellText, column, EMPTY_TABLE } from "../dataTable";
import type { Cell } from "../dataTable";
import { DRAFTS, isDraftColumn, isOwnRight } from "./draftTables";
import { knowsDags } from "../access/people";
import { columnOf } from "./edit";
import type { DraftName, Edit, SetCell } from "./edit";
import type { Person, Snapshot } from "../access/snapshot";
import { TABLES } from "../access/tables";

/** One cell of a draft as the snapshot has it; undefined when there is no such row or column. */
export function draftCell(snapshot: Snapshot, draft: DraftName, key: string, name: string): string | undefined {
  if (draft === "assignments" || draft === "users") {
    const person = snapshot.people.get(key);
    return person && personCell(snapshot, person, draft, name);
  }
  const table = snapshot.tables[DRAFTS[draft].table];
  const row = (draft === "roles" ? snapshot.roles.get(key)?.row : undefined) ?? dagRow(snapshot, draft, key);
  if (!table?.columns.includes(name) || !isDraftColumn(draft, name) || !row) return undefined;
  return cellText(column(table, name)(row));
}

/** Whether the draft has this column, so that a row which is not there yet could have a value in it. */
export function draftHas(snapshot: Snapshot, draft: DraftName, name: string): boolean {
  if (draft !== "assignments") {
    return (snapshot.tables[DRAFTS[draft].table]?.columns.includes(name) ?? false) && isDraftColumn(draft, name);
  }
  if (name === "unique_role_name") return snapshot.tables.userRoleMapping !== undefined;
  return name === "username" || (name === "data_access_group" && knowsDags(snapshot));
}

/** Names one cell of one draft, for sets and maps. */
export function cellId({ draft, key, column }: Pick<SetCell, "draft" | "key" | "column">): string {
  return JSON.stringify([draft, key, column]);
}

/** Names what an edit is about: a cell, or the being there of a row. */
export function editId(edit: Edit): string {
  return cellId({ ...edit, column: columnOf(edit) });
}

function personCell(snapshot: Snapshot, person: Person, draft: DraftName, name: string): string | undefined {
  if (name === "username") return person.username;
  if (draft === "assignments") {
    if (name === "unique_role_name") return snapshot.tables.userRoleMapping ? person.role : undefined;
    return name === "data_access_group" && knowsDags(snapshot) ? person.dag : undefined;
  }
  const table = snapshot.tables.user ?? EMPTY_TABLE;
  if (!table.columns.includes(name) || !isDraftColumn(draft, name)) return undefined;
  return person.role && isOwnRight(name) ? "" : cellText(column(table, name)(person.row));
}

function dagRow(snapshot: Snapshot, draft: DraftName, key: string): readonly Cell[] | undefined {
  const table = snapshot.tables.dag;
  if (draft !== "dags" || !table) return undefined;
  const id = column(table, TABLES.dag.key);
  return table.rows.find((row) => cellText(id(row)) === key);
}
