import { cellText, column, EMPTY_TABLE } from "../dataTable";
import { isOwnRight } from "../edits/draftTables";
import { draftCell } from "../edits/draftCell";
import { sameUser } from "../access/usernames";
import { aboutPeople } from "../plan/expected";
import type { Plan } from "../plan/plan";
import type { CellEdit } from "../edits/edit";
import { isRowAdded, isRowRemoved, rowAdded, rowRemoved } from "../edits/edit";
import { sameValue } from "../edits/sameValue";
import type { Person, Snapshot } from "../access/snapshot";
import { describeColumn } from "../tables";
import { nameNow, namesOf } from "./undoNames";
import type { Names, NamesApplied } from "./undoNames";
import { changedSince, tablesTowards } from "./undoTables";

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
export interface Applied extends NamesApplied {
  readonly before: readonly PersonBefore[];
}

/** Edits that lead back or on, and the names they are written in. */
export interface Way {
  readonly edits: readonly CellEdit[];
  readonly names: Names;
}

type Goal = "before" | "after";

export function peopleBefore(plan: Plan): readonly PersonBefore[] {
  const { live } = plan.input;
  return [...new Set(plan.steps.filter(aboutPeople).flatMap((step) => step.keys))].flatMap((key) => {
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
export function wayTowards(goal: Goal, applied: Applied, live: Snapshot, owner: string | undefined): Way {
  const names = namesOf(applied, live, goal);
  const people = applied.edits.filter(({ draft }) => draft === "users" || draft === "assignments");
  const knownBefore = new Set(applied.before.map(({ username }) => username));
  const came = [...new Set(people.filter(isRowAdded).map(({ key }) => key))].filter((key) => !knownBefore.has(key));
  const edits = [
    ...(["dags", "roles"] as const).flatMap((draft) => tablesTowards(goal, draft, applied, live, names)),
    ...applied.before.flatMap((before) => {
      const planned = people.filter((edit) => edit.key === before.username).map((edit) => inNames(edit, names));
      return personTowards(goal, { ...applied, before: stateNow(before, names), planned }, live, owner);
    }),
    ...came.flatMap((key) =>
      additionTowards(
        goal,
        people.filter((edit) => edit.key === key).map((edit) => inNames(edit, names)),
        live,
      ),
    ),
  ];
  return { edits, names };
}

interface PersonApplied {
  readonly before: PersonBefore;
  readonly planned: readonly CellEdit[];
  readonly broken: boolean;
}

function inNames(edit: CellEdit, names: Names): CellEdit {
  const kind = edit.column === "unique_role_name" ? "roles" : edit.column === "data_access_group" ? "dags" : undefined;
  if (!kind) return edit;
  return { ...edit, before: nameNow(names, kind, edit.before), after: nameNow(names, kind, edit.after) };
}

function stateNow(before: PersonBefore, names: Names): PersonBefore {
  return { ...before, role: nameNow(names, "roles", before.role), dag: nameNow(names, "dags", before.dag) };
}

function personTowards(
  goal: Goal,
  { before, planned, broken }: PersonApplied,
  live: Snapshot,
  owner: string | undefined,
): readonly CellEdit[] {
  const person = live.people.get(before.username);
  if (planned.some(isRowRemoved)) {
    if (goal === "after") return person ? [rowRemoved({ draft: "users", key: before.username })] : [];
    return person ? [] : comeBack(before, live);
  }
  if (!person) return [];
  const cells = new Map<string, Cell>();
  for (const cell of stateCells(before)) cells.set(cell.column, cell);
  for (const edit of planned) if (!cells.has(edit.column)) cells.set(edit.column, { ...edit, was: edit.before });
  const edits = [...cells.values()].flatMap((cell) => towards(goal, cell, planned, broken, live, before));
  const own = goal === "before" && !(owner && sameUser(owner, before.username));
  return own ? [...edits, ...ownRightsBack(before, person, edits)] : edits;
}

/** Somebody who was removed is added again, with what is known of them. */
function comeBack(before: PersonBefore, live: Snapshot): readonly CellEdit[] {
  const key = before.username;
  const own = (before.own ?? []).map(([name, value]) => ({ draft: "users" as const, column: name, was: value }));
  const known = (name: string) => live.tables.user?.columns.includes(name) ?? false;
  const cells = [...stateCells(before), ...own.filter((cell) => known(cell.column))].filter(({ was }) => was !== "");
  return [
    rowAdded({ draft: "users", key }),
    ...cells.map(({ draft, column: name, was }) => ({ draft, key, column: name, before: "", after: was })),
  ];
}

/** Somebody whom the apply added is removed again, or added if they are not there yet. */
function additionTowards(goal: Goal, planned: readonly CellEdit[], live: Snapshot): readonly CellEdit[] {
  const [first] = planned;
  if (!first) return [];
  const person = live.people.get(first.key);
  const cells = planned.filter((edit) => !isRowAdded(edit));
  if (goal === "after") {
    if (!person) return planned;
    return cells.flatMap((edit) => {
      const now = draftCell(live, edit.draft, edit.key, edit.column);
      if (now === undefined || sameValue(edit.draft, edit.column, now, edit.after)) return [];
      // Flags of somebody who was added a moment ago read 0 where nothing was said.
      return [{ ...edit, before: now === "0" ? now : edit.before }];
    });
  }
  return person ? [rowRemoved({ draft: "users", key: first.key }), ...changedSince(live, cells)] : [];
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
