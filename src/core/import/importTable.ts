import { english } from "../text/message";
import { DRAFTS } from "../edits/draftTables";
import type { DraftName } from "../edits/edit";
import { importPeople } from "./people";
import type { TableImport, TableInput } from "./rows";
import { importThings } from "./things";
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
  return TABLES[input.table].key === "username" ? importPeople(input) : importThings(input);
}

/** Why a table cannot be imported into this project at all, as far as its own tables tell. */
export function cannotImport({ tables, missing }: Snapshot, table: TableName): string | undefined {
  if (!tables.user) return missing.user ? english(missing.user.said) : "The users of this project cannot be read.";
  const needed = table === "userDagMapping" ? undefined : DRAFTS[DRAFT_OF[table]].table;
  if (!needed || tables[needed]) return undefined;
  const why = missing[needed];
  return why ? english(why.said) : `${TABLES[needed].title} of this project cannot be read.`;
}
