import { cellText, column, EMPTY_TABLE } from "../dataTable";
import type { Cell, DataTable } from "../dataTable";
import type { Person, Snapshot } from "./snapshot";

/** Reads one right by its API name; '' when REDCap did not say. */
export type Rights = (column: string) => string;

/** What a person may do now: the role's rights in a role, else own rights. */
export function rightsOf(snapshot: Snapshot, person: Person): Rights {
  const { table, row } = rowInForce(snapshot, person);
  return rowRights(table, row);
}

/** The row that says what a person may do now: the role's, as far as the token can read roles, else the person's own. */
export function rowInForce(
  { roles, tables }: Snapshot,
  person: Person,
): { readonly table: DataTable; readonly row: readonly Cell[] } {
  const role = roles.get(person.role);
  if (role && tables.userRole) return { table: tables.userRole, row: role.row };
  return { table: tables.user ?? EMPTY_TABLE, row: person.row };
}

/** The day of expiration counts as still active: REDCap's own sources disagree, so it is never called expired here. */
export function isExpired(expiration: string, today: string): boolean {
  return expiration !== "" && expiration < today;
}

function rowRights(table: DataTable, row: readonly Cell[]): Rights {
  return (name) => cellText(column(table, name)(row));
}
