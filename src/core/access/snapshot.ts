import type { Message } from "../text/message";
import { cellText, column, EMPTY_TABLE } from "../dataTable";
import type { Cell, DataTable } from "../dataTable";
import { RIGHT_COLUMNS, TABLES } from "./tables";
import type { TableName } from "./tables";
import { ByUsername } from "./usernames";

export interface ProjectInfo {
  readonly projectId: number;
  readonly title: string;
  readonly inProduction: boolean;
  /** Every attribute the server sent, as text. */
  readonly raw: ReadonlyMap<string, string>;
}

export interface Instrument {
  readonly name: string;
  readonly label: string;
}

/** What one load asks a server for. */
export type Asked = TableName | "instrument" | "project" | "version";

/** A table as it was read, with what the server said of it in a way that can be read in two. */
export interface ReadTable extends DataTable {
  readonly doubts?: readonly Message[];
}

/** Why a table could not be read; the others still show. */
export interface Unreadable {
  /** The right that the token's owner lacks, in REDCap's words, when that is the reason. */
  readonly right?: string;
  readonly said: Message;
  /** The server is too old to have it: nothing is kept from us. */
  readonly noMethod?: true;
  /** What the server answered, for whoever wants to see it whole. */
  readonly answer?: string;
}

export interface Person {
  readonly username: string;
  readonly email: string;
  readonly name: string;
  /** YYYY-MM-DD or ''. */
  readonly expiration: string;
  /** Unique role name, '' without role. */
  readonly role: string;
  /** Unique group name, '' without group. */
  readonly dag: string;
  /** Two readable sources name different groups; edits of this person's group are refused until they agree. */
  readonly dagDisputed: boolean;
  /** The row of the user table: rights of the role for people in a role (REDCap S0), else own rights. */
  readonly row: readonly Cell[];
}

interface Role {
  readonly id: string;
  readonly label: string;
  readonly members: readonly string[];
  readonly row: readonly Cell[];
}

interface Dag {
  readonly id: string;
  readonly name: string;
  readonly members: readonly string[];
}

export interface SnapshotParts {
  readonly takenAt: number;
  readonly project: ProjectInfo;
  readonly version: string;
  readonly instruments: readonly Instrument[];
  readonly tables: Readonly<Partial<Record<TableName, ReadTable>>>;
  readonly missing: Readonly<Partial<Record<Asked, Unreadable>>>;
}

/** All access tables of a project at one moment, joined. */
export interface Snapshot extends SnapshotParts {
  /** By username as the users table spells it; found in any spelling. */
  readonly people: ReadonlyMap<string, Person>;
  readonly roles: ReadonlyMap<string, Role>;
  readonly dags: ReadonlyMap<string, Dag>;
}

export function buildSnapshot(given: SnapshotParts): Snapshot {
  const parts = { ...given, tables: withColumns(given.tables) };
  const users = parts.tables.user ?? EMPTY_TABLE;
  const roleOf = byUsername(parts.tables.userRoleMapping, "unique_role_name");
  const groupOf = groupReader(parts.tables);
  const at = (name: string) => column(users, name);
  const [username, email, first, last, expiration] = ["username", "email", "firstname", "lastname", "expiration"].map(
    at,
  );
  const people = new ByUsername<Person>();
  const roleMembers = new Map<string, string[]>();
  const dagMembers = new Map<string, string[]>();
  for (const row of users.rows) {
    const key = cellText(username?.(row));
    const { dag, disputed } = groupOf(key, row);
    const person: Person = {
      username: key,
      email: cellText(email?.(row)),
      name: `${cellText(first?.(row))} ${cellText(last?.(row))}`.trim(),
      expiration: cellText(expiration?.(row)),
      role: roleOf?.get(key) ?? "",
      dag,
      dagDisputed: disputed,
      row,
    };
    people.set(key, person);
    remember(roleMembers, person.role, key);
    remember(dagMembers, person.dag, key);
  }
  return {
    ...parts,
    people,
    roles: rolesOf(parts.tables.userRole, roleMembers),
    dags: dagsOf(parts.tables.dag, dagMembers),
  };
}

/**
 * A list without a single role or group comes without columns too in JSON; the first one has to be written all the same.
 * Of the rights a role has those that people have.
 */
function withColumns(tables: SnapshotParts["tables"]): SnapshotParts["tables"] {
  const described = (name: "userRole" | "dag") =>
    TABLES[name].columns.filter(({ readOnly }) => !readOnly).map((each) => each.name);
  const bare = (name: "userRole" | "dag") => tables[name]?.columns.length === 0;
  const rights = new Set(RIGHT_COLUMNS.map(({ name }) => name));
  const roles = described("userRole").filter((name) => !rights.has(name) || tables.user?.columns.includes(name));
  return {
    ...tables,
    ...(bare("userRole") ? { userRole: { columns: roles, rows: [] } } : {}),
    ...(bare("dag") ? { dag: { columns: described("dag"), rows: [] } } : {}),
  };
}

/**
 * Where a person's live group stands: the DAG mapping if readable, because it alone is about groups and nothing else; then
 * the users table; then a column that some versions add to the role mapping.
 */
function groupReader({ user, userDagMapping, userRoleMapping }: SnapshotParts["tables"]) {
  const inDagMapping = byUsername(userDagMapping, "redcap_data_access_group");
  const inRow = user?.columns.includes("data_access_group") ? column(user, "data_access_group") : undefined;
  const inRoleMapping = byUsername(userRoleMapping, "data_access_group");
  return (username: string, row: readonly Cell[]): { readonly dag: string; readonly disputed: boolean } => {
    const first = inDagMapping?.get(username);
    const second = inRow && cellText(inRow(row));
    const third = inRoleMapping?.get(username);
    const dag = first ?? second ?? third ?? "";
    const differs = (other: string | undefined) => other !== undefined && other !== dag;
    return { dag, disputed: differs(second) || differs(third) };
  };
}

function rolesOf(table: DataTable = EMPTY_TABLE, members: ReadonlyMap<string, string[]>): ReadonlyMap<string, Role> {
  const id = column(table, "unique_role_name");
  const label = column(table, "role_label");
  // One that was created a moment ago may be without its id: nobody is in it, and nobody can be put into it yet.
  return new Map(
    table.rows.flatMap((row) => {
      const key = cellText(id(row));
      return key === "" ? [] : [[key, { id: key, label: cellText(label(row)), members: members.get(key) ?? [], row }]];
    }),
  );
}

function dagsOf(table: DataTable = EMPTY_TABLE, members: ReadonlyMap<string, string[]>): ReadonlyMap<string, Dag> {
  const id = column(table, "unique_group_name");
  const name = column(table, "data_access_group_name");
  return new Map(
    table.rows.map((row) => {
      const key = cellText(id(row));
      return [key, { id: key, name: cellText(name(row)), members: members.get(key) ?? [] }];
    }),
  );
}

/** A mapping may spell people otherwise than the users table does. */
function byUsername(table: DataTable | undefined, value: string): ReadonlyMap<string, string> | undefined {
  if (!table?.columns.includes(value)) return undefined;
  const [readName, readValue] = [column(table, "username"), column(table, value)];
  return new ByUsername(table.rows.map((row) => [cellText(readName(row)), cellText(readValue(row))]));
}

function remember(groups: Map<string, string[]>, group: string, member: string): void {
  if (!group) return;
  const members = groups.get(group);
  if (members) members.push(member);
  else groups.set(group, [member]);
}
