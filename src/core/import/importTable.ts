import { DRAFTS } from "../edits/draftTables";
import type { DraftName } from "../edits/edit";
import { message } from "../text/message";
import type { Message } from "../text/message";
import type { TableImport, TableInput } from "./importedRows";
import { importPeople } from "./importPeople";
import { importRolesAndDags } from "./importRolesAndDags";
import type { Snapshot } from "../access/snapshot";
import { TABLES } from "../access/tables";
import type { TableName } from "../access/tables";

/** The draft that opens after an import of this table. */
export const DRAFT_OF: Readonly<Record<TableName, DraftName>> = {
  user: "users",
  userRole: "roles",
  userRoleMapping: "assignments",
  dag: "dags",
  userDagMapping: "assignments",
};

/** The edits that bring a project to what a file says. Nothing is removed unless the project shall match the file. */
export function importTable(input: TableInput): TableImport {
  return TABLES[input.table].key === "username" ? importPeople(input) : importRolesAndDags(input);
}

/** Why a table cannot be imported into this project at all, as far as its own tables tell. */
export function cannotImport({ tables, missing }: Snapshot, table: TableName): Message | undefined {
  if (!tables.user) return missing.user?.said ?? message("The users of this project cannot be read.");
  const needed = table === "userDagMapping" ? undefined : DRAFTS[DRAFT_OF[table]].table;
  if (!needed || tables[needed]) return undefined;
  return missing[needed]?.said ?? message("{table} of this project cannot be read.", { table: TABLES[needed].title });
}
