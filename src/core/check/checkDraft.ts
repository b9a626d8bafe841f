import { cellText } from "../dataTable";
import type { DataTable } from "../dataTable";
import { draftProblems } from "../drafts/diffDraft";
import { DRAFTS } from "../edits/draftTables";
import type { DraftName, PeopleChanges } from "../edits/edit";
import { isLocalKey, keyOf } from "../edits/edit";
import type { Snapshot } from "../access/snapshot";
import { checkTable } from "./checkTable";
import type { CheckCode, Finding } from "./finding";

export interface DraftInput {
  readonly draft: DraftName;
  readonly base: DataTable;
  readonly now: DataTable;
  readonly live: Snapshot;
  readonly people: PeopleChanges;
}

/** Of a draft's rows and columns its own rules speak; an import only reads its cells. */
const OF_ROWS: ReadonlySet<CheckCode> = new Set<CheckCode>([
  ...(["keyMissing", "keyTwice", "unknownUser", "badUsername", "foreignRoles", "foreignDags"] as const),
  ...(["columnIgnored", "columnShown", "roleColumnMissing", "dagColumnMissing"] as const),
]);
/** A file may name roles; a draft is sent as it is. */
const BY_NAME: ReadonlySet<CheckCode> = new Set<CheckCode>(["roleByLabel", "dagByLabel"]);

/** What keeps a draft from being applied, and what its cells would do that may not be meant. */
export function checkDraft({ draft, base, now, live, people }: DraftInput): readonly Finding[] {
  const at = (name: string) => Math.max(0, now.columns.indexOf(name));
  const key = at(DRAFTS[draft].key);
  const same = keyOf[draft];
  const problems = draftProblems(draft, base, now, people).map((problem): Finding => {
    const { code, message, row = -1, column } = problem;
    const first = now.rows.findIndex(
      (each) => problem.key !== undefined && same(cellText(each[key])) === same(problem.key),
    );
    const other = code === "keyTwice" && first !== row ? { other: first } : {};
    return { code, message, row, column: column === undefined ? key : at(column), severity: "error", ...other };
  });
  const { table } = DRAFTS[draft];
  const cells = checkTable({ table, source: now, live, coming: people.added }).filter(
    ({ code, row, column }) =>
      !OF_ROWS.has(code) &&
      (draft === "users" || draft === "assignments" || column !== key) &&
      !isLocalKey(cellText(now.rows[row]?.[column])),
  );
  return [
    ...problems,
    ...cells.map((each) => (BY_NAME.has(each.code) ? { ...each, severity: "error" as const } : each)),
  ];
}
