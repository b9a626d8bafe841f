import { EMPTY_TABLE } from "../dataTable";
import { addDays, isDate } from "../dates";
import { isDraftColumn, isOwnRight } from "./draftTables";
import { knowsDags } from "../access/people";
import { draftCell } from "./draftCell";
import { hasNoRole } from "../access/people";
import type { CellEdit } from "./edit";
import { KEY_COLUMN, NAME_COLUMN, rowAdded, rowRemoved } from "./edit";
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

export function addUser(snapshot: Snapshot, { username, role, dag, expiration, like }: NewUser): readonly CellEdit[] {
  const wanted = [
    ...(role === "" && like ? ownRights(snapshot, like) : []),
    { draft: "users", column: "expiration", after: expiration },
    { draft: "assignments", column: "unique_role_name", after: role },
    { draft: "assignments", column: "data_access_group", after: dag },
  ] as const;
  const cells = wanted.filter(({ after }) => after !== "").map((cell) => ({ ...cell, key: username, before: "" }));
  return [rowAdded({ draft: "users", key: username }), ...cells];
}

/** Without the mapping of roles what a row says may be a role's rights: these are nobody's own. */
function ownRights(snapshot: Snapshot, like: Person): readonly Pick<CellEdit, "draft" | "column" | "after">[] {
  if (!hasNoRole(snapshot, like)) return [];
  const names = (snapshot.tables.user ?? EMPTY_TABLE).columns.filter(isOwnRight);
  return names.map((column) => {
    const after = draftCell(snapshot, "users", like.username, column) ?? "";
    return { draft: "users", column, after };
  });
}

export function removeUsers(people: readonly Person[]): readonly CellEdit[] {
  return people.map(({ username }) => rowRemoved({ draft: "users", key: username }));
}

export function expirationEdits(people: readonly Person[], day: (person: Person) => string): readonly CellEdit[] {
  return people.map((person) => ({
    draft: "users",
    key: person.username,
    column: "expiration",
    before: person.expiration,
    after: day(person),
  }));
}

/** So many days after the person's own day; from today when that has passed. Access that never ends goes on so. */
export function extended(expiration: string, today: string, days: number): string {
  if (expiration === "") return "";
  return addDays(isDate(expiration) && expiration > today ? expiration : today, days);
}

/** Name columns and local keys of what only has a name at first. */
const NEW_KEY = "new:1";

/** A role with all rights of another one, and nobody in it. */
export function duplicateRole(snapshot: Snapshot, role: string, label: string): readonly CellEdit[] {
  const names = (snapshot.tables.userRole ?? EMPTY_TABLE).columns.filter(
    (name) => name !== KEY_COLUMN.roles && name !== NAME_COLUMN.roles && isDraftColumn("roles", name),
  );
  const cells = names.map((column) => ({ column, after: draftCell(snapshot, "roles", role, column) ?? "" }));
  return [...addNamed("roles", label), ...filled("roles", cells)];
}

export function addDag(name: string): readonly CellEdit[] {
  return addNamed("dags", name);
}

function addNamed(draft: "roles" | "dags", name: string): readonly CellEdit[] {
  return [rowAdded({ draft, key: NEW_KEY }), ...filled(draft, [{ column: NAME_COLUMN[draft], after: name }])];
}

function filled(draft: "roles" | "dags", cells: readonly Pick<CellEdit, "column" | "after">[]): readonly CellEdit[] {
  return cells.filter(({ after }) => after !== "").map((cell) => ({ ...cell, draft, key: NEW_KEY, before: "" }));
}

export function rename(draft: "roles" | "dags", key: string, before: string, after: string): readonly CellEdit[] {
  return [{ draft, key, column: NAME_COLUMN[draft], before, after }];
}

export function removeNamed(draft: "roles" | "dags", key: string): readonly CellEdit[] {
  return [rowRemoved({ draft, key })];
}

/** Whether people of the project can be put into groups or roles by this token, as far as it can see. */
export function canAssign(snapshot: Snapshot): { readonly role: boolean; readonly dag: boolean } {
  return {
    role: snapshot.tables.userRoleMapping !== undefined && snapshot.roles.size > 0,
    dag: knowsDags(snapshot) && snapshot.dags.size > 0,
  };
}
