import { cellText } from "../dataTable";
import type { DataTable } from "../dataTable";
import { draftProblems } from "../drafts/diffDraft";
import { DRAFTS } from "../edits/draftTables";
import type { DraftName, PeopleChanges } from "../edits/edit";
import { isLocalKey } from "../edits/edit";
import type { Snapshot } from "../access/snapshot";
import type { Problem } from "../rules/problem";
import { checkTable } from "./checkTable";

export interface DraftInput {
  readonly draft: DraftName;
  readonly base: DataTable;
  readonly now: DataTable;
  readonly live: Snapshot;
  readonly people: PeopleChanges;
}

/** Of a draft's rows and columns a comparison with its base tells; an import only reads its cells. */
const OF_ROWS: ReadonlySet<string> = new Set([
  ...["keyMissing", "keyTwice", "unknownUser", "badUsername", "unknownRow", "foreignRoles", "foreignDags"],
  ...["columnIgnored", "columnShown", "roleColumnMissing", "dagColumnMissing"],
]);

/** What keeps a draft from being applied, and what its cells would do that may not be meant. */
export function checkDraft({ draft, base, now, live, people }: DraftInput): readonly Problem[] {
  const key = now.columns.indexOf(DRAFTS[draft].key);
  const problems = draftProblems(draft, base, now, people);
  const cells = checkTable({ table: DRAFTS[draft].table, source: now, live, coming: people.added, sent: true }).filter(
    ({ rule, place: { row = -1, column = -1 } }) =>
      !OF_ROWS.has(rule) &&
      (draft === "users" || draft === "assignments" || column !== key) &&
      !isLocalKey(cellText(now.rows[row]?.[column])),
  );
  return [...problems, ...cells];
}
