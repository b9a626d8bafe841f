import { isOwnRight } from "./draft";
import { findPerson, isExpired, rightsOf, roleRights, sameUser } from "./effective";
import type { Rights } from "./effective";
import type { CellEdit, PlanInput } from "./plan";
import type { Person, Snapshot } from "./snapshot";
import { describeColumn } from "./tables";

export interface AccessState {
  readonly role: string;
  readonly dag: string;
  readonly expiration: string;
}

/** Where one person stands and where the edits want them. */
export interface Target {
  readonly person: Person;
  readonly before: AccessState;
  readonly after: AccessState;
  /** Own rights to set, by column. */
  readonly rights: ReadonlyMap<string, string>;
  readonly edits: readonly CellEdit[];
  /** "maybe": nobody has said whose token this is, and it could be this person's. */
  readonly owner: "yes" | "maybe" | "no";
  /** Only a row of the user table can do this: expiration or own rights. */
  readonly userRow: boolean;
  /** Has to leave the role for the user row and come back to one: REDCap refuses user rows for people in roles. */
  readonly detour: boolean;
}

export function stateOf(person: Person): AccessState {
  return { role: person.role, dag: person.dag, expiration: person.expiration };
}

/** The wanted edits by person, in the project's order of people. */
export function targetsOf(input: PlanInput, wanted: readonly CellEdit[]): readonly Target[] {
  const edits = new Map<string, CellEdit[]>();
  for (const edit of wanted) {
    if (edit.draft !== "users" && edit.draft !== "assignments") continue;
    const list = edits.get(edit.key);
    if (list) list.push(edit);
    else edits.set(edit.key, [edit]);
  }
  return [...input.live.people.values()].flatMap((person) => {
    const mine = edits.get(person.username);
    return mine ? [targetOf(input, person, mine)] : [];
  });
}

function targetOf(input: PlanInput, person: Person, edits: readonly CellEdit[]): Target {
  const before = stateOf(person);
  const after = (column: string) => edits.find((edit) => edit.column === column)?.after;
  const wanted: AccessState = {
    role: after("unique_role_name") ?? before.role,
    dag: after("data_access_group") ?? before.dag,
    expiration: after("expiration") ?? before.expiration,
  };
  const own = edits.filter((edit) => edit.draft === "users" && isOwnRight(edit.column));
  const userRow = own.length > 0 || wanted.expiration !== before.expiration;
  return {
    person,
    before,
    after: wanted,
    rights: new Map(own.map((edit) => [edit.column, edit.after])),
    edits,
    owner: ownerOf(input, person),
    userRow,
    detour: userRow && before.role !== "" && wanted.role !== "",
  };
}

/** Without a known owner only those come into question whose token could have read what we just read. */
function ownerOf(input: PlanInput, person: Person): Target["owner"] {
  if (input.owner !== undefined && findPerson(input.live, input.owner)) {
    return sameUser(input.owner, person.username) ? "yes" : "no";
  }
  const right = rightsOf(input.live, person);
  const may = ["api_export", "api_import", "user_rights"].every((name) => right(name) !== "0");
  return may && !isExpired(person.expiration, input.today) ? "maybe" : "no";
}

/**
 * What the person may do afterwards. After leaving a role REDCap's sources disagree on what remains, so nothing counts
 * that is not set by the same plan.
 */
export function rightsAfter(live: Snapshot, target: Target): Rights {
  const { before, after, person, rights } = target;
  if (after.role)
    return roleRights(live, after.role) ?? (after.role === before.role ? rightsOf(live, person) : () => "");
  const own: Rights = before.role ? () => "" : rightsOf(live, person);
  return (name) => rights.get(name) ?? own(name);
}

/** Somebody may do, see or stay more than before; such rows are sent after those that take away. */
export function widens(live: Snapshot, target: Target): boolean {
  const { before, after, rights } = target;
  if (before.dag && !after.dag) return true;
  if (before.expiration && (!after.expiration || after.expiration > before.expiration)) return true;
  if (before.role === after.role && rights.size === 0) return false;
  const [was, will] = [rightsOf(live, target.person), rightsAfter(live, target)];
  return POWERS.some((name) => rank(name, will(name)) > rank(name, was(name)));
}

const POWERS = [
  "design",
  "user_rights",
  "data_access_groups",
  "api_export",
  "api_import",
  "record_delete",
  "data_export",
];

function rank(name: string, value: string): number {
  return describeColumn("user", name)?.choices?.findIndex((choice) => choice.value === value) ?? -1;
}
