import type { Plan } from "../plan/plan";
import type { CellEdit } from "../edits/edit";
import { conflictLine } from "./review";
import { isLocalKey, rowId } from "../edits/edit";

/** Everything that the drafts want of one person, role or group: taken as a whole or left as a whole. */
export interface Selectable {
  readonly id: string;
  readonly sentence: string;
  /** What speaks against it or should be known, in sentences. */
  readonly notes: readonly string[];
  /** As the drafts have them, conflicts too: no part of a row is left behind without a word. */
  readonly edits: readonly CellEdit[];
}

/** What a person can choose from a plan, in its order; what somebody else has changed meanwhile comes last. */
export function selectableChanges(plan: Plan): readonly Selectable[] {
  const { input, changes, conflicts, findings } = plan;
  const sentences = new Map(changes.map((change) => [rowId(change), change.sentence]));
  for (const conflict of conflicts) {
    const id = rowId(conflict);
    if (!sentences.has(id)) sentences.set(id, conflictLine(input.live, conflict));
  }
  // What the rules refuse is often no change that could be told: a row that is not there, for one.
  for (const edit of input.edits) {
    const refused = findings.some(({ level, keys }) => level === "refuse" && keys.includes(edit.key));
    if (refused && !sentences.has(rowId(edit))) sentences.set(rowId(edit), edit.key);
  }
  return [...sentences].map(([id, sentence]) => {
    const edits = input.edits.filter((edit) => rowId(edit) === id);
    const keys = new Set(edits.map(({ key }) => key));
    const said = [
      ...conflicts.filter((conflict) => rowId(conflict) === id).map((conflict) => conflictLine(input.live, conflict)),
      ...findings.filter((finding) => finding.keys.some((key) => keys.has(key))).map((finding) => finding.sentence),
    ];
    return { id, sentence, notes: [...new Set(said)].filter((note) => !sentence.includes(note)), edits };
  });
}

/** Rows left out that create a role or a group for one of the chosen rows. */
export function missingFor(all: readonly Selectable[], chosen: ReadonlySet<string>): readonly Selectable[] {
  const wanted = new Set(all.filter(({ id }) => chosen.has(id)).flatMap(({ edits }) => edits.flatMap(newlyNamed)));
  return all.filter(({ id }) => !chosen.has(id) && wanted.has(id));
}

/** The row that an assignment to a role or group of the same drafts is about. */
function newlyNamed({ draft, column, after: key }: CellEdit): readonly string[] {
  if (draft !== "assignments" || !isLocalKey(key)) return [];
  return [rowId({ draft: column === "unique_role_name" ? "roles" : "dags", key })];
}
