import { editId } from "../edits/draftCell";
import { isLocalKey, rowId } from "../edits/edit";
import type { Edit } from "../edits/edit";

/** What a person has left out of a review, by the ids of edits. */
export type LeftOut = ReadonlySet<string>;

/** What is applied: all edits but those that are left out. */
export function taken(edits: readonly Edit[], left: LeftOut): readonly Edit[] {
  return left.size === 0 ? edits : edits.filter((edit) => !left.has(editId(edit)));
}

/**
 * Leaves out what `ids` name, rows or single cells, or takes it in again. A row that comes or goes is one thing. Without
 * a new role or group what names it is left out too, and comes in again only together with it.
 */
export function choose(edits: readonly Edit[], left: LeftOut, ids: ReadonlySet<string>, on: boolean): LeftOut {
  const whole = new Set(edits.filter(({ kind }) => kind !== "set").map(rowId));
  const hit = edits.filter((edit) => ids.has(rowId(edit)) || ids.has(editId(edit)));
  const rows = new Set(hit.map(rowId).filter((id) => whole.has(id)));
  const named = new Set(hit.map(editId));
  const next = new Set(left);
  for (const edit of edits) {
    if (!named.has(editId(edit)) && !rows.has(rowId(edit))) continue;
    if (on) next.delete(editId(edit));
    else next.add(editId(edit));
  }
  return on ? withNeeded(edits, next) : withDependents(edits, whole, next);
}

/** Only what there is: edits that have gone from the drafts are left out no more. */
export function stillLeft(edits: readonly Edit[], left: LeftOut): LeftOut {
  if (left.size === 0) return left;
  return new Set(edits.map(editId).filter((id) => left.has(id)));
}

function withNeeded(edits: readonly Edit[], next: Set<string>): LeftOut {
  const needed = new Set(edits.filter((edit) => !next.has(editId(edit))).flatMap(rowNeeded));
  for (const edit of edits) if (needed.has(rowId(edit))) next.delete(editId(edit));
  return next;
}

function withDependents(edits: readonly Edit[], whole: ReadonlySet<string>, next: Set<string>): LeftOut {
  const created = edits.filter(({ kind, key }) => kind === "add" && isLocalKey(key));
  const gone = new Set(created.filter((edit) => next.has(editId(edit))).map(rowId));
  const dependents = edits.filter((edit) => rowNeeded(edit).some((row) => gone.has(row)));
  const rows = new Set(dependents.map(rowId).filter((row) => whole.has(row)));
  for (const edit of [...dependents, ...edits.filter((each) => rows.has(rowId(each)))]) next.add(editId(edit));
  return next;
}

/** The row that creates the role or group which an assignment names. */
function rowNeeded(edit: Edit): readonly string[] {
  if (edit.kind !== "set" || edit.draft !== "assignments" || !isLocalKey(edit.after)) return [];
  return [rowId({ draft: edit.column === "unique_role_name" ? "roles" : "dags", key: edit.after })];
}
