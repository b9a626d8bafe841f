import { TOKEN_RIGHTS } from "../access/tokenRights";
import { isOwnRight } from "../edits/draftTables";
import { isExpired, rightsOf } from "../access/effective";
import { sameUser } from "../access/usernames";
import type { PlanInput } from "./plan";
import { valuesOf } from "../edits/edit";
import type { RowChange } from "../edits/edit";
import type { Person, Snapshot } from "../access/snapshot";
import { RIGHT_COLUMNS } from "../access/tables";
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
  readonly change: RowChange;
  /** "maybe": nobody has said whose token this is, and it could be this person's. */
  readonly owner: Ownership;
  /** Only a row of the user table can do this: adding, expiration or own rights. */
  readonly userRow: boolean;
  /** Has to leave the role for the user row and come back to one: REDCap refuses user rows for people in roles. */
  readonly unassignFirst: boolean;
}

/** Somebody who is to be removed from the project. */
export type Removal = Pick<Target, "person" | "change" | "owner">;

export const NOWHERE: AccessState = { role: "", dag: "", expiration: "" };

export function stateOf(person: Person): AccessState {
  return { role: person.role, dag: person.dag, expiration: person.expiration };
}

/** The wanted changes of people, in the project's order of people, those who are added last. */
export function targetsOf(input: PlanInput, rows: readonly RowChange[], desired: Snapshot): readonly Target[] {
  const people = new Map(rows.filter(({ draft }) => draft === "users").map((change) => [change.key, change]));
  const known = [...input.live.people.values()].flatMap((person) => {
    const change = people.get(person.username);
    return change && change.kind !== "remove" ? [targetOf(input, person, change)] : [];
  });
  const added = [...people.values()].flatMap((change) => {
    const person = change.kind === "add" ? desired.people.get(change.key) : undefined;
    return person ? [targetOf(input, person, change)] : [];
  });
  return [...known, ...added];
}

export function removalsOf(input: PlanInput, rows: readonly RowChange[]): readonly Removal[] {
  return rows.flatMap((change) => {
    const person = change.draft === "users" && change.kind === "remove" ? input.live.people.get(change.key) : undefined;
    return person ? [{ person, change, owner: ownerOf(input, person) }] : [];
  });
}

function targetOf(input: PlanInput, person: Person, change: RowChange): Target {
  const added = change.kind === "add";
  const before = added ? NOWHERE : stateOf(person);
  const values = valuesOf(change);
  const wanted: AccessState = {
    role: values.get("unique_role_name") ?? before.role,
    dag: values.get("data_access_group") ?? before.dag,
    expiration: values.get("expiration") ?? before.expiration,
  };
  // Blank is what own rights read as under a role: the role brings that about, and no row can send it.
  const own = change.cells.filter(
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
    change,
    owner: added ? "no" : ownerOf(input, person),
    userRow,
    unassignFirst: userRow && before.role !== "" && wanted.role !== "",
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
export function widens(live: Snapshot, desired: Snapshot, target: Target): boolean {
  const { before, after, rights } = target;
  if (before.dag && !after.dag) return true;
  if (before.expiration && (!after.expiration || after.expiration > before.expiration)) return true;
  if (before.role === after.role && rights.size === 0) return false;
  const later = desired.people.get(target.person.username);
  const [was, will] = [rightsOf(live, target.person), later ? rightsOf(desired, later) : () => ""];
  return RIGHT_COLUMNS.some((right) => gains(right, was(right.name), will(right.name)));
}
