import { TOKEN_RIGHTS } from "../access/tokenRights";
import { isOwnRight } from "../edits/draftTables";
import { isExpired, rightsOf } from "../access/effective";
import { sameUser } from "../access/usernames";
import type { PlanInput } from "./plan";
import type { CellEdit, DraftName } from "../edits/edit";
import { isRowAdded, isRowRemoved, KEY_COLUMN } from "../edits/edit";
import type { Person, Snapshot } from "../access/snapshot";
import { RIGHT_COLUMNS } from "../tables";
import { gains } from "../access/rights";

export interface AccessState {
  readonly role: string;
  readonly dag: string;
  readonly expiration: string;
}

export type Ownership = "yes" | "maybe" | "no";

/** Where one person stands and where the edits want them. */
export interface Target {
  /** As REDCap has them; somebody who is added, as they will be. */
  readonly person: Person;
  readonly added: boolean;
  readonly before: AccessState;
  readonly after: AccessState;
  /** Own rights to set, by column. */
  readonly rights: ReadonlyMap<string, string>;
  readonly edits: readonly CellEdit[];
  /** "maybe": nobody has said whose token this is, and it could be this person's. */
  readonly owner: Ownership;
  /** Only a row of the user table can do this: adding, expiration or own rights. */
  readonly userRow: boolean;
  /** Has to leave the role for the user row and come back to one: REDCap refuses user rows for people in roles. */
  readonly detour: boolean;
}

/** Somebody who is to be removed from the project. */
export interface Removal {
  readonly person: Person;
  readonly edits: readonly CellEdit[];
  readonly owner: Ownership;
}

export const NOWHERE: AccessState = { role: "", dag: "", expiration: "" };

export function stateOf(person: Person): AccessState {
  return { role: person.role, dag: person.dag, expiration: person.expiration };
}

/** The wanted edits by person, in the project's order of people, those who are added last. */
export function targetsOf(input: PlanInput, wanted: readonly CellEdit[], goal: Snapshot): readonly Target[] {
  const edits = editsByPerson(wanted);
  const known = [...input.live.people.values()].flatMap((person) => {
    const mine = edits.get(person.username);
    return mine && !mine.some(isRowRemoved) ? [targetOf(input, person, mine, false)] : [];
  });
  const added = [...edits].flatMap(([key, mine]) => {
    const person = mine.some(isRowAdded) ? goal.people.get(key) : undefined;
    return person ? [targetOf(input, person, mine, true)] : [];
  });
  return [...known, ...added];
}

export function removalsOf(input: PlanInput, wanted: readonly CellEdit[]): readonly Removal[] {
  return wanted.flatMap((edit) => {
    const person = edit.draft === "users" && isRowRemoved(edit) ? input.live.people.get(edit.key) : undefined;
    return person ? [{ person, edits: [edit], owner: ownerOf(input, person) }] : [];
  });
}

function editsByPerson(wanted: readonly CellEdit[]): ReadonlyMap<string, CellEdit[]> {
  const edits = new Map<string, CellEdit[]>();
  for (const edit of wanted) {
    if (edit.draft !== "users" && edit.draft !== "assignments") continue;
    const list = edits.get(edit.key);
    if (list) list.push(edit);
    else edits.set(edit.key, [edit]);
  }
  return edits;
}

function targetOf(input: PlanInput, person: Person, edits: readonly CellEdit[], added: boolean): Target {
  const before = added ? NOWHERE : stateOf(person);
  const after = (column: string) => edits.find((edit) => edit.column === column)?.after;
  const wanted: AccessState = {
    role: after("unique_role_name") ?? before.role,
    dag: after("data_access_group") ?? before.dag,
    expiration: after("expiration") ?? before.expiration,
  };
  // Blank is what own rights read as under a role: the role brings that about, and no row can send it.
  const own = edits.filter(
    ({ draft, column, after: value }) =>
      draft === "users" && isOwnRight(column) && !(value === "" && (added || wanted.role !== "")),
  );
  const userRow = added || own.length > 0 || wanted.expiration !== before.expiration;
  return {
    person,
    added,
    before,
    after: wanted,
    rights: new Map(own.map((edit) => [edit.column, edit.after])),
    edits,
    owner: added ? "no" : ownerOf(input, person),
    userRow,
    detour: userRow && before.role !== "" && wanted.role !== "",
  };
}

/** Without a known owner only those come into question whose token could have read what we just read. */
export function ownerOf(input: PlanInput, person: Person): Ownership {
  if (input.owner !== undefined && input.live.people.has(input.owner)) {
    return sameUser(input.owner, person.username) ? "yes" : "no";
  }
  const right = rightsOf(input.live, person);
  const may = TOKEN_RIGHTS.every(({ name }) => right(name) !== "0");
  return may && !isExpired(person.expiration, input.today) ? "maybe" : "no";
}

/** Somebody may do, see or stay more than before; such rows are sent after those that take away. */
export function widens(live: Snapshot, goal: Snapshot, target: Target): boolean {
  const { before, after, rights } = target;
  if (before.dag && !after.dag) return true;
  if (before.expiration && (!after.expiration || after.expiration > before.expiration)) return true;
  if (before.role === after.role && rights.size === 0) return false;
  const later = goal.people.get(target.person.username);
  const [was, will] = [rightsOf(live, target.person), later ? rightsOf(goal, later) : () => ""];
  return RIGHT_COLUMNS.some((right) => gains(right, was(right.name), will(right.name)));
}

/** A role or group that is created, changed or deleted. */
export interface TableTarget {
  readonly key: string;
  readonly kind: "add" | "change" | "remove";
  /** Wanted cells that differ, without the key. */
  readonly cells: ReadonlyMap<string, string>;
  readonly edits: readonly CellEdit[];
}

export function tableTargets(draft: Extract<DraftName, "roles" | "dags">, wanted: readonly CellEdit[]): TableTarget[] {
  const byKey = new Map<string, CellEdit[]>();
  for (const edit of wanted) {
    if (edit.draft !== draft) continue;
    const list = byKey.get(edit.key);
    if (list) list.push(edit);
    else byKey.set(edit.key, [edit]);
  }
  return [...byKey].map(([key, edits]) => ({
    key,
    kind: edits.some(isRowAdded) ? "add" : edits.some(isRowRemoved) ? "remove" : "change",
    cells: new Map(
      edits.filter(({ column }) => column !== KEY_COLUMN[draft]).map(({ column, after }) => [column, after]),
    ),
    edits,
  }));
}
