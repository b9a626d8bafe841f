import { cellText, column, EMPTY_TABLE } from "../dataTable";
import type { Cell, DataTable } from "../dataTable";
import type { Person, Snapshot } from "./snapshot";

/** Reads one right by its API name; '' when REDCap did not say. */
export type Rights = (column: string) => string;

/** What a person may do now: the role's rights in a role, else own rights. */
export function rightsOf(snapshot: Snapshot, person: Person): Rights {
  return (person.role && roleRights(snapshot, person.role)) || rowRights(snapshot.tables.user, person.row);
}

/** What a role gives; undefined when the token cannot read roles or there is none of that id. */
function roleRights(snapshot: Snapshot, role: string): Rights | undefined {
  const row = snapshot.roles.get(role)?.row;
  return row && rowRights(snapshot.tables.userRole, row);
}

/** The day of expiration counts as still active: REDCap's own sources disagree, so it is never called expired here. */
export function isExpired(expiration: string, today: string): boolean {
  return expiration !== "" && expiration < today;
}

function rowRights(table: DataTable = EMPTY_TABLE, row: readonly Cell[]): Rights {
  return (name) => cellText(column(table, name)(row));
}
