import { DRAFT_NAMES, DRAFTS } from "../draft";
import { recogniseTable } from "../import/recognise";
import { TABLE_NAMES } from "../tables";
import type { TableName } from "../tables";

/** The access table in a file: by its columns, and by its name where they leave it open. */
export function tableOf(columns: readonly string[], fileName: string): TableName | undefined {
  const found = recogniseTable(columns);
  const bare = fileName.replace(/\.\w+$/, "").toLowerCase();
  const draft = DRAFT_NAMES.find((name) => name === bare);
  const named = draft ? DRAFTS[draft].table : TABLE_NAMES.find((name) => name.toLowerCase() === bare);
  return found.find((name) => name === named) ?? found[0];
}

/** A list of usernames alone may be a list of anything. */
export function isAccessTable(columns: readonly string[]): boolean {
  return columns.length > 1 && recogniseTable(columns).length > 0;
}
