import type { Change, Plan } from "../plan/plan";
import { sentenceOf } from "../rules/problem";
import type { Problem } from "../rules/problem";
import { conflictLine } from "./review";
import { cellsIn, editsOf, isLocalKey, rowChanges, rowId } from "../edits/edit";
import type { Edit, RowChange } from "../edits/edit";
import { english, verbatim } from "../text/message";
import type { Message } from "../text/message";

/** A change that can be ticked, with what should be known of it before. */
export interface SelectableChange extends Change {
  readonly notes: readonly Message[];
}

/**
 * What a person can choose from a plan, row by row and in its order; what somebody else has changed meanwhile comes
 * last. Each row is as the drafts have it, conflicts too, so that no part of it is left behind without a word.
 */
export function selectableChanges(plan: Plan): readonly SelectableChange[] {
  const { input, changes, conflicts, problems } = plan;
  const sentences = new Map(changes.map((change) => [rowId(change), change.sentence]));
  for (const conflict of conflicts) {
    const id = rowId(conflict);
    if (!sentences.has(id)) sentences.set(id, conflictLine(input.live, conflict));
  }
  const rows = new Map(rowChanges(input.edits).map((row) => [rowId(row), row]));
  // What the rules refuse is often no change that could be told: a row that is not there, for one.
  for (const [id, { key }] of rows) {
    const refused = problems.some((problem) => problem.level === "refuse" && isAbout(problem, key));
    if (refused && !sentences.has(id)) sentences.set(id, verbatim(key));
  }
  return [...sentences].flatMap(([id, sentence]) => {
    const row = rows.get(id);
    if (!row) return [];
    const said = [
      ...conflicts.filter((conflict) => rowId(conflict) === id).map((conflict) => conflictLine(input.live, conflict)),
      ...problems.filter((problem) => isAbout(problem, row.key)).map(sentenceOf),
    ];
    const known = english(sentence);
    const notes = new Map(said.map((note) => [english(note), note]));
    return [{ ...row, sentence, notes: [...notes].flatMap(([text, note]) => (known.includes(text) ? [] : [note])) }];
  });
}

function isAbout({ place }: Problem, key: string): boolean {
  return place.keys?.includes(key) ?? false;
}

/** Rows left out that create a role or a DAG for one of the chosen rows. */
export function missingFor<Row extends RowChange>(all: readonly Row[], chosen: readonly Row[]): readonly Row[] {
  const wanted = new Set(chosen.flatMap((row) => newlyNamed(editsOf(row))));
  return all.filter((row) => !chosen.includes(row) && wanted.has(rowId(row)));
}

/** The rows that assignments to roles or DAGs of the same drafts are about. */
function newlyNamed(edits: readonly Edit[]): readonly string[] {
  return cellsIn(edits).flatMap(({ draft, column, after: key }) => {
    if (draft !== "assignments" || !isLocalKey(key)) return [];
    return [rowId({ draft: column === "unique_role_name" ? "roles" : "dags", key })];
  });
}
