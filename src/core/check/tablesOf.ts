import { DRAFT_NAMES, DRAFTS } from "../edits/draftTables";
import { recogniseTable } from "../import/recognise";
import { TABLE_NAMES } from "../access/tables";
import type { TableName } from "../access/tables";

/** The access tables that a file can be: by its columns, and by its name where they leave it open. */
export function tablesOf(columns: readonly string[], fileName: string): readonly TableName[] {
  const found = recogniseTable(columns);
  const bare = fileName.replace(/\.\w+$/, "").toLowerCase();
  const draft = DRAFT_NAMES.find((name) => name === bare);
  const named = draft ? DRAFTS[draft].table : TABLE_NAMES.find((name) => name.toLowerCase() === bare);
  return named && found.includes(named) ? [named] : found;
}

/** A list of usernames alone may be a list of anything. */
export function isAccessTable(columns: readonly string[]): boolean {
  return columns.length > 1 && recogniseTable(columns).length > 0;
}
