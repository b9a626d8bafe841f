import { EMPTY_TABLE } from "../dataTable";
import { addDays, isDate } from "../dates";
import { isDraftColumn, isOwnRight } from "./draftTables";
import { knowsDags } from "../access/people";
import { draftCell } from "./draftCell";
import { hasNoRole } from "../access/people";
import type { Edit, SetCell } from "./edit";
import { addRow, KEY_COLUMN, NAME_COLUMN, removeRow, setCell } from "./edit";
import type { Person, Snapshot } from "../access/snapshot";

/** Edits of the everyday actions. They go the same road as those of a draft. */

export interface NewUser {
  readonly username: string;
  readonly role: string;
  readonly dag: string;
  readonly expiration: string;
  /** Whose own rights to copy. Somebody in a role has none that REDCap shows. */
  readonly like?: Person | undefined;
}

export function addUser(snapshot: Snapshot, { username, role, dag, expiration, like }: NewUser): readonly Edit[] {
  const own = role === "" && like ? ownRights(snapshot, like) : [];
  const cells = [
    ...own.map(([column, value]) => setCell("users", username, column, "", value)),
    setCell("users", username, "expiration", "", expiration),
    setCell("assignments", username, "unique_role_name", "", role),
    setCell("assignments", username, "data_access_group", "", dag),
  ];
  return [addRow("users", username), ...filled(cells)];
}

/** Without the mapping of roles what a row says may be a role's rights: these are nobody's own. */
function ownRights(snapshot: Snapshot, like: Person): readonly (readonly [column: string, value: string])[] {
  if (!hasNoRole(snapshot, like)) return [];
  const names = (snapshot.tables.user ?? EMPTY_TABLE).columns.filter(isOwnRight);
  return names.map((column) => [column, draftCell(snapshot, "users", like.username, column) ?? ""]);
}

export function removeUsers(people: readonly Person[]): readonly Edit[] {
  return people.map(({ username }) => removeRow("users", username));
}

export function expirationEdits(people: readonly Person[], day: (person: Person) => string): readonly Edit[] {
  return people.map((person) => setCell("users", person.username, "expiration", person.expiration, day(person)));
}

/** So many days after the person's own day; from today when that has passed. Access that never ends goes on so. */
export function extended(expiration: string, today: string, days: number): string {
  if (expiration === "") return "";
  return addDays(isDate(expiration) && expiration > today ? expiration : today, days);
}

/** Name columns and local keys of what only has a name at first. */
const NEW_KEY = "new:1";

/** A role with all rights of another one, and nobody in it. */
export function duplicateRole(snapshot: Snapshot, role: string, label: string): readonly Edit[] {
  const names = (snapshot.tables.userRole ?? EMPTY_TABLE).columns.filter(
    (name) => name !== KEY_COLUMN.roles && name !== NAME_COLUMN.roles && isDraftColumn("roles", name),
  );
  const rights = names.map((name) =>
    setCell("roles", NEW_KEY, name, "", draftCell(snapshot, "roles", role, name) ?? ""),
  );
  return [...addNamed("roles", label), ...filled(rights)];
}

export function addDag(name: string): readonly Edit[] {
  return addNamed("dags", name);
}

function addNamed(draft: "roles" | "dags", name: string): readonly Edit[] {
  return [addRow(draft, NEW_KEY), ...filled([setCell(draft, NEW_KEY, NAME_COLUMN[draft], "", name)])];
}

function filled(cells: readonly SetCell[]): readonly SetCell[] {
  return cells.filter(({ after }) => after !== "");
}

export function rename(draft: "roles" | "dags", key: string, before: string, after: string): readonly Edit[] {
  return [setCell(draft, key, NAME_COLUMN[draft], before, after)];
}

export function removeNamed(draft: "roles" | "dags", key: string): readonly Edit[] {
  return [removeRow(draft, key)];
}

/** Whether people of the project can be put into groups or roles by this token, as far as it can see. */
export function canAssign(snapshot: Snapshot): { readonly role: boolean; readonly dag: boolean } {
  return {
    role: snapshot.tables.userRoleMapping !== undefined && snapshot.roles.size > 0,
    dag: knowsDags(snapshot) && snapshot.dags.size > 0,
  };
}
