import { cellText, column, EMPTY_TABLE } from "./dataTable";
import { isOwnRight } from "./draft";
import { cellId, draftCell } from "./draftCell";
import type { CellEdit, Plan } from "./plan";
import { sameValue } from "./sameValue";
import type { Person, Snapshot } from "./snapshot";

/** A cell that reads otherwise than it should. */
export interface Difference {
  readonly key: string;
  readonly column: string;
  /** What the plan wanted, or what the cell said before when the plan did not touch it. */
  readonly expected: string;
  /** undefined: the person is no longer in the project. */
  readonly reads: string | undefined;
}

export interface Verification {
  readonly verified: readonly CellEdit[];
  /** Planned cells that do not read as wanted. */
  readonly differing: readonly Difference[];
  /** Cells that nobody planned to change and that changed all the same: REDCap's doing, or somebody else's. */
  readonly unplanned: readonly Difference[];
}

const STATE = [
  ["assignments", "unique_role_name"],
  ["assignments", "data_access_group"],
  ["users", "expiration"],
] as const;

/** Compares a fresh read with what the plan wanted, and with everything it should have left alone. */
export function verifyPlan(plan: Plan, now: Snapshot): Verification {
  const edits = plan.changes.flatMap((change) => change.edits);
  const verified: CellEdit[] = [];
  const differing: Difference[] = [];
  for (const edit of edits) {
    const reads = draftCell(now, edit.draft, edit.key, edit.column);
    if (reads !== undefined && sameValue(edit.draft, edit.column, reads, edit.after)) verified.push(edit);
    else differing.push({ key: edit.key, column: edit.column, expected: edit.after, reads });
  }
  return { verified, differing, unplanned: unplanned(plan.input.live, now, new Set(edits.map(cellId))) };
}

function unplanned(before: Snapshot, now: Snapshot, planned: ReadonlySet<string>): Difference[] {
  const differences: Difference[] = [];
  const rightsDiffer = ownRights(before, now, planned);
  for (const [key, person] of before.people) {
    const later = now.people.get(key);
    if (!later) {
      differences.push({ key, column: "username", expected: key, reads: undefined });
      continue;
    }
    for (const [draft, name] of STATE) {
      if (planned.has(cellId({ draft, key, column: name }))) continue;
      const was = draftCell(before, draft, key, name);
      const is = draftCell(now, draft, key, name);
      if (was !== undefined && is !== undefined && was !== is) {
        differences.push({ key, column: name, expected: was, reads: is });
      }
    }
    if (!person.role && !later.role) differences.push(...rightsDiffer(person, later));
  }
  return differences;
}

/** Own rights that differ in meaning; the columns are looked up once, not for each of ten thousand people. */
function ownRights(
  before: Snapshot,
  now: Snapshot,
  planned: ReadonlySet<string>,
): (person: Person, later: Person) => Difference[] {
  const [was, is] = [before.tables.user ?? EMPTY_TABLE, now.tables.user ?? EMPTY_TABLE];
  const rights = was.columns
    .filter((name) => isOwnRight(name) && is.columns.includes(name))
    .map((name) => ({ name, was: column(was, name), is: column(is, name) }));
  return (person, later) =>
    rights.flatMap(({ name, was, is }) => {
      const [expected, reads] = [cellText(was(person.row)), cellText(is(later.row))];
      const key = person.username;
      if (sameValue("users", name, expected, reads) || planned.has(cellId({ draft: "users", key, column: name }))) {
        return [];
      }
      return [{ key, column: name, expected, reads }];
    });
}
