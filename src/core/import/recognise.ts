import { RIGHT_COLUMNS } from "../tables";
import type { TableName } from "../tables";
import { isJoined, plainName, readHeader } from "./header";

/** Columns that only the list of users has, besides rights. */
const OF_USERS = ["expiration", "email", "firstname", "lastname", "data_access_group_id", "data_access_group_label"];
const USER_COLUMNS: ReadonlySet<string> = new Set([...OF_USERS, ...RIGHT_COLUMNS.map(({ name }) => name)]);
const OF_PEOPLE: readonly TableName[] = ["user", "userRoleMapping", "userDagMapping"];

/**
 * The access tables that a file with these columns can be: one where they tell, several where a person has to say, none
 * where it is something else, such as a log, which has usernames too.
 */
export function recogniseTable(columns: readonly string[]): readonly TableName[] {
  const knows = (table: TableName) =>
    new Set(readHeader(table, columns).flatMap((each) => (each.known ? each.name : [])));
  if (!knows("user").has("username")) {
    const [role, dag] = [knows("userRole"), knows("dag")];
    return [
      ...(role.has("unique_role_name") || role.has("role_label") ? (["userRole"] as const) : []),
      ...(dag.has("unique_group_name") || dag.has("data_access_group_name") ? (["dag"] as const) : []),
    ];
  }
  const names = new Set(columns.map(plainName));
  const found: readonly TableName[] = [
    ...([...knows("user")].some((name) => USER_COLUMNS.has(name)) ? (["user"] as const) : []),
    ...(knows("userRoleMapping").has("unique_role_name") ? (["userRoleMapping"] as const) : []),
    ...(names.has("redcap_data_access_group") ? (["userDagMapping"] as const) : []),
  ];
  if (found.length > 0) return found;
  // Of our readable exports only the DAG assignments name a group and no role's id.
  if (names.has("data_access_group")) return names.has("group_name") ? ["userDagMapping"] : OF_PEOPLE;
  const strange = readHeader("user", columns).some((each) => !each.known && !isJoined("user", each));
  return strange ? [] : OF_PEOPLE;
}
