import { decodeCsv, encodeCsv } from "../../codec/csv";
import type { Problem } from "../../codec/format";
import { problemCount } from "../../codec/problems";
import type { DataTable } from "../../core/dataTable";
import { cellText, column } from "../../core/dataTable";
import { diffDraft } from "../../core/drafts/diffDraft";
import { draftTable } from "../../core/edits/draftTables";
import { Usernames } from "../../core/access/usernames";
import type { DraftProblem } from "../../core/rules/draftProblems";
import { resolveEdit } from "../../core/edits/serverNames";
import type { Edit, DraftName, PeopleChanges } from "../../core/edits/edit";
import { KEY_COLUMN } from "../../core/edits/edit";
import type { Snapshot } from "../../core/access/snapshot";
import { serverNamesSince, toRecord } from "./draftRecord";
import type { DraftBase, StoredDraft } from "./draftRecord";

/** A problem of the text itself, with its place, or of a row. */
export type DraftTrouble = { readonly draft: DraftName; readonly message: string } & Partial<
  Pick<DraftProblem, "row" | "key" | "column"> & Pick<Problem, "line" | "summarized">
>;

export interface DraftState {
  readonly edits: readonly Edit[];
  /** While there are any, nothing of the draft is applied. */
  readonly problems: readonly DraftTrouble[];
}

/** The edits of a draft cannot be told: its text has problems. */
export class DraftProblemsError extends Error {
  override readonly name = "DraftProblemsError";
  constructor(readonly problems: readonly DraftTrouble[]) {
    const [first] = problems;
    const more = problems.length > 1 ? ` (and ${problemCount(problems) - 1} more)` : "";
    super(`The draft cannot be applied yet: ${first?.message ?? ""}${more}`);
  }
}

/** Editors know one kind of line end in a text: another one within a cell would come back as a change of that cell. */
export function draftText(table: DataTable): string {
  return encodeCsv(table).replace(/\r\n?/g, "\n");
}

/** What a draft says when it begins now. */
export function freshBase(draft: DraftName, snapshot: Snapshot): DraftBase {
  const text = draftText(draftTable(snapshot, draft));
  return { text, takenAt: snapshot.takenAt };
}

/** What is wrong with the text of a draft. */
export function troubleOf(draft: DraftName, { line, message, summarized }: Problem): DraftTrouble {
  return { draft, line, message, ...(summarized === undefined ? {} : { summarized }) };
}

/** What somebody changed in the draft, and what is wrong with it; `people` come and go in `users`. */
export function stateOf(draft: DraftName, stored: StoredDraft, people?: PeopleChanges): DraftState {
  const { text, base } = toRecord(stored);
  if (text === base.text) return { edits: [], problems: [] };
  const now = decodeCsv(text);
  const diff = diffDraft(draft, decodeCsv(base.text).table, now.table, peopleSince(draft, stored, people));
  const unreadable = now.problems.map((problem) => troubleOf(draft, problem));
  const serverNames = serverNamesSince(stored);
  const edits = diff.edits.map((edit) => resolveEdit(edit, serverNames));
  return { edits, problems: [...unreadable, ...diff.problems.map((problem) => ({ draft, ...problem }))] };
}

/** In a text that went back past a rebase, who has come or gone since then is no mistake of a line either. */
function peopleSince(draft: DraftName, stored: StoredDraft, people?: PeopleChanges): PeopleChanges | undefined {
  const newest = stored.bases.at(-1);
  if (draft !== "assignments" || !newest || stored.at >= stored.bases.length - 1) return people;
  const [then, now] = [keysIn(toRecord(stored).base), keysIn(newest)];
  return {
    added: new Set([...(people?.added ?? []), ...now]),
    removed: new Set([...(people?.removed ?? []), ...[...then].filter((key) => !now.has(key))]),
  };
}

/** Who has come or gone in REDCap since a base was taken makes no line a mistake. */
export function peopleBetween(people: PeopleChanges, base: DraftBase, now: Snapshot): PeopleChanges {
  return {
    added: new Set([...people.added, ...now.people.keys()]),
    removed: new Set([...people.removed, ...[...keysIn(base)].filter((key) => !now.people.has(key))]),
  };
}

function keysIn({ text }: DraftBase): Usernames {
  const { table } = decodeCsv(text);
  const username = column(table, KEY_COLUMN.assignments);
  return new Usernames(table.rows.map((row) => cellText(username(row))));
}
