import { decodeCsv, encodeCsv } from "../../codec/csv";
import type { Problem as TextProblem } from "../../codec/format";
import { asRuleProblem, problemCount } from "../../codec/problems";
import type { DataTable } from "../../core/dataTable";
import { cellText, column } from "../../core/dataTable";
import { diffDraft } from "../../core/drafts/diffDraft";
import { draftTable } from "../../core/edits/draftTables";
import { Usernames } from "../../core/access/usernames";
import type { Problem } from "../../core/rules/problem";
import { placed, sentenceOf } from "../../core/rules/problem";
import { message, plural, UserFacingError } from "../../core/text/message";
import { resolveEdit } from "../../core/edits/serverNames";
import type { Edit, DraftName, PeopleChanges } from "../../core/edits/edit";
import { KEY_COLUMN } from "../../core/edits/edit";
import type { Snapshot } from "../../core/access/snapshot";
import { serverNamesSince, toRecord } from "./draftRecord";
import type { DraftBase, StoredDraft } from "./draftRecord";

export interface DraftState {
  readonly edits: readonly Edit[];
  /** While there are any, nothing of the draft is applied. */
  readonly problems: readonly Problem[];
}

/** The edits of a draft cannot be told: its text has problems. */
export class DraftProblemsError extends UserFacingError {
  override readonly name = "DraftProblemsError";
  constructor(readonly problems: readonly Problem[]) {
    const [first] = problems;
    const what = first ? sentenceOf(first) : "";
    const more = problemCount(problems) - 1;
    super(
      more > 0
        ? plural(
            more,
            {
              one: "The draft cannot be applied yet: {what} There is {count} more problem.",
              other: "The draft cannot be applied yet: {what} There are {count} more problems.",
            },
            { what },
          )
        : message("The draft cannot be applied yet: {what}", { what }),
    );
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
export function ofText(draft: DraftName, problem: TextProblem): Problem {
  return placed(asRuleProblem(problem), { draft });
}

/** What somebody changed in the draft, and what is wrong with it; `people` come and go in `users`. */
export function stateOf(draft: DraftName, stored: StoredDraft, people?: PeopleChanges): DraftState {
  const { text, base } = toRecord(stored);
  if (text === base.text) return { edits: [], problems: [] };
  const now = decodeCsv(text);
  const diff = diffDraft(draft, decodeCsv(base.text).table, now.table, peopleSince(draft, stored, people));
  const unreadable = now.problems.map((problem) => ofText(draft, problem));
  const serverNames = serverNamesSince(stored);
  const edits = diff.edits.map((edit) => resolveEdit(edit, serverNames));
  return { edits, problems: [...unreadable, ...diff.problems] };
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
