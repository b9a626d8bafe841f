import type { Change, Plan } from "../plan/plan";
import { conflictLine } from "./review";
import { cellsIn, editsOf, isLocalKey, rowChanges, rowId } from "../edits/edit";
import type { Edit, RowChange } from "../edits/edit";

/**
 * What a person can choose from a plan, row by row and in its order; what somebody else has changed meanwhile comes
 * last. Each row is as the drafts have it, conflicts too, so that no part of it is left behind without a word.
 */
export function selectableChanges(plan: Plan): readonly Change[] {
  const { input, changes, conflicts, findings } = plan;
  const sentences = new Map(changes.map((change) => [rowId(change), change.sentence]));
  for (const conflict of conflicts) {
    const id = rowId(conflict);
    if (!sentences.has(id)) sentences.set(id, conflictLine(input.live, conflict));
  }
  const rows = new Map(rowChanges(input.edits).map((row) => [rowId(row), row]));
  // What the rules refuse is often no change that could be told: a row that is not there, for one.
  for (const [id, { key }] of rows) {
    const refused = findings.some(({ level, keys }) => level === "refuse" && keys.includes(key));
    if (refused && !sentences.has(id)) sentences.set(id, key);
  }
  return [...sentences].flatMap(([id, sentence]) => {
    const row = rows.get(id);
    if (!row) return [];
    const said = [
      ...conflicts.filter((conflict) => rowId(conflict) === id).map((conflict) => conflictLine(input.live, conflict)),
      ...findings.filter(({ keys }) => keys.includes(row.key)).map((finding) => finding.sentence),
    ];
    return [{ ...row, sentence, problems: [...new Set(said)].filter((problem) => !sentence.includes(problem)) }];
  });
}

/** Rows left out that create a role or a group for one of the chosen rows. */
export function missingFor<Row extends RowChange>(all: readonly Row[], chosen: readonly Row[]): readonly Row[] {
  const wanted = new Set(chosen.flatMap((row) => newlyNamed(editsOf(row))));
  return all.filter((row) => !chosen.includes(row) && wanted.has(rowId(row)));
}

/** The rows that assignments to roles or groups of the same drafts are about. */
function newlyNamed(edits: readonly Edit[]): readonly string[] {
  return cellsIn(edits).flatMap(({ draft, column, after: key }) => {
    if (draft !== "assignments" || !isLocalKey(key)) return [];
    return [rowId({ draft: column === "unique_role_name" ? "roles" : "dags", key })];
  });
}
