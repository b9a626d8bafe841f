import { cellText, column, EMPTY_TABLE } from "./dataTable";
import { isOwnRight } from "./draft";
import { draftCell } from "./draftCell";
import { sameUser } from "./effective";
import type { CellEdit, Plan } from "./plan";
import { sameValue } from "./sameValue";
import type { Person, Snapshot } from "./snapshot";
import { describeColumn } from "./tables";

/** How somebody stood before anything was sent; kept in the journal. */
export interface PersonBefore {
  readonly username: string;
  readonly role: string;
  readonly dag: string;
  readonly expiration: string;
  /** Own rights, known only of people without a role: column and value. */
  readonly own?: readonly (readonly [column: string, value: string])[];
}

/** What has to be known of an apply to take it back or to finish it. */
export interface Applied {
  readonly before: readonly PersonBefore[];
  readonly edits: readonly CellEdit[];
  /** Broke off: people may stand half-way, out of their role or without their group. */
  readonly broken: boolean;
}

export function peopleBefore(plan: Plan): readonly PersonBefore[] {
  const { live } = plan.input;
  return [...new Set(plan.steps.flatMap((step) => step.keys))].flatMap((key) => {
    const person = live.people.get(key);
    if (!person) return [];
    const { username, role, dag, expiration } = person;
    return [{ username, role, dag, expiration, ...(role ? {} : { own: ownRights(live, person) }) }];
  });
}

/**
 * The edits that lead from what REDCap says now to how it was before (undo), or to what was wanted (finish). Each names
 * the live value as its starting point where that value is one the apply can have left; any other value is somebody
 * else's work and comes out as a conflict.
 */
export function editsTowards(
  goal: "before" | "after",
  applied: Applied,
  live: Snapshot,
  owner: string | undefined,
): readonly CellEdit[] {
  return applied.before.flatMap((before) => {
    const person = live.people.get(before.username);
    if (!person) return [];
    const planned = applied.edits.filter((edit) => edit.key === before.username);
    const cells = new Map<string, Cell>();
    for (const cell of stateCells(before)) cells.set(cell.column, cell);
    for (const edit of planned) if (!cells.has(edit.column)) cells.set(edit.column, { ...edit, was: edit.before });
    const edits = [...cells.values()].flatMap((cell) => towards(goal, cell, planned, applied.broken, live, before));
    const own = goal === "before" && !(owner && sameUser(owner, before.username));
    return own ? [...edits, ...ownRightsBack(before, person, edits)] : edits;
  });
}

interface Cell extends Pick<CellEdit, "draft" | "column"> {
  readonly was: string;
}

function stateCells({ role, dag, expiration }: PersonBefore): readonly Cell[] {
  return [
    { draft: "assignments", column: "unique_role_name", was: role },
    { draft: "assignments", column: "data_access_group", was: dag },
    { draft: "users", column: "expiration", was: expiration },
  ];
}

function towards(
  goal: "before" | "after",
  { draft, column, was }: Cell,
  planned: readonly CellEdit[],
  broken: boolean,
  live: Snapshot,
  { username: key }: PersonBefore,
): readonly CellEdit[] {
  const now = draftCell(live, draft, key, column);
  const sent = planned.find((edit) => edit.draft === draft && edit.column === column)?.after;
  const wanted = goal === "before" ? was : (sent ?? was);
  if (now === undefined || sameValue(draft, column, now, wanted)) return [];
  const left = [was, ...(sent === undefined ? [] : [sent]), ...(broken && draft === "assignments" ? [""] : [])];
  if (left.some((value) => sameValue(draft, column, now, value))) {
    return [{ draft, key, column, before: now, after: wanted }];
  }
  const from = goal === "before" ? sent : was;
  return sent === undefined || from === undefined ? [] : [{ draft, key, column, before: from, after: wanted }];
}

/** Somebody who had own rights and got a role: whether REDCap remembers them after the role is taken away is unsure. */
function ownRightsBack(before: PersonBefore, person: Person, edits: readonly CellEdit[]): readonly CellEdit[] {
  const leaves = edits.some((edit) => edit.column === "unique_role_name" && edit.after === "");
  if (!before.own || !person.role || !leaves) return [];
  return before.own
    .filter(([, value]) => value !== "")
    .map(([column, after]) => ({ draft: "users", key: before.username, column, before: "", after }));
}

/** Only rights that we know: what REDCap does with attributes it does not expect on import is not documented. */
function ownRights(live: Snapshot, person: Person): readonly (readonly [string, string])[] {
  const users = live.tables.user ?? EMPTY_TABLE;
  return users.columns
    .filter((name) => isOwnRight(name) && describeColumn("user", name))
    .map((name) => [name, cellText(column(users, name)(person.row))] as const);
}
