import { describeColumn, RIGHT_COLUMNS, TABLES } from "../access/tables";
import type { TableName } from "../access/tables";
import { joined, list, message, plural, verbatim } from "../text/message";
import type { Message } from "../text/message";
import { shown } from "../text/displayText";
import { isUnnamed, partOf, plainName, readHeader, strangeColumns } from "./header";
import type { Header } from "./header";

/** Columns that only the list of users has, besides rights. */
const OF_USERS = ["expiration", "email", "firstname", "lastname", "data_access_group_id", "data_access_group_label"];
const USER_COLUMNS: ReadonlySet<string> = new Set([...OF_USERS, ...RIGHT_COLUMNS.map(({ name }) => name)]);
const OF_PEOPLE: readonly TableName[] = ["user", "userRoleMapping", "userDagMapping"];

const WAY_OUT = message("Choose a file with REDCap's users, roles, groups or assignments.");

/** Tables that are not access tables and are met all the same, by columns that only they have. */
const RECORDS = message("This looks like record data of a project, not like an access table.");
const LOOKS: readonly (readonly [column: RegExp, what: Message])[] = [
  [
    /^(?:ui_id|super_user|user_suspended_time|user_lastlogin|.*suspen.*)$/,
    message("This looks like a list of the accounts of a whole server, not like an access table."),
  ],
  [
    /^(?:sag|acg)(?:_.*)?$|_\(for_reference_only\)$/,
    message("This looks like a table of an external module, whose groups are not this project's."),
  ],
  [/^(?:record_id|redcap_event_name|redcap_repeat_instrument|redcap_repeat_instance)$/, RECORDS],
  [
    /^(?:field_name|variable_\/_field_name|field_type)$/,
    message("This looks like a data dictionary, not like an access table."),
  ],
];

/** Why a file with these columns is none of the access tables; undefined when it may be one. */
export function notAccess(columns: readonly string[]): Message | undefined {
  if (recogniseTable(columns).length > 0) return undefined;
  const look = lookOf(columns);
  if (look) return joined([look, WAY_OUT]);
  const table = likely(columns);
  const strange = strangeColumns(table, columns).map(({ said }) => safeName(said));
  const keys = [...new Set(Object.values(TABLES).map(({ key }) => key))];
  const has = columns.map(plainName);
  return joined([
    message("This is not an access table."),
    ...(strange.length > 0
      ? [
          plural(
            strange.length,
            { one: "{columns} is not a column of one.", other: "{columns} are not columns of one." },
            { columns: list(strange) },
          ),
        ]
      : []),
    keys.some((key) => has.includes(key))
      ? message("Too few of its columns are, such as unique_role_name, expiration or design.")
      : message("It has none of the columns that name a row: {keys}.", { keys: list(keys) }),
    ...hintOfUsername(columns),
    WAY_OUT,
  ]);
}

/** What lists of other tools, and in other languages, call the column of usernames. */
const USER_WORDS =
  /^(?:user|user_?id|user_name|login|login_name|account|uid|benutzer|benutzername|utilisateur|identifiant|usuario|utente|gebruiker|gebruikersnaam)$/;

function hintOfUsername(columns: readonly string[]): readonly Message[] {
  const found = columns.find((each) => USER_WORDS.test(plainName(each)));
  return found === undefined
    ? []
    : [message('If the column "{column}" holds usernames, call it username.', { column: found })];
}

/** A file without a header begins with somebody's cells, which may be tokens. */
function safeName(said: string): Message {
  return /[0-9a-f]{32}/i.test(said) ? message("a token") : verbatim(shown(said, 40));
}

function lookOf(columns: readonly string[]): Message | undefined {
  const names = columns.map(plainName);
  const found = LOOKS.find(([pattern]) => names.some((name) => pattern.test(name)))?.[1];
  const grouped = names.includes("redcap_data_access_group") && names.some((name) => name.endsWith("_complete"));
  return found ?? (grouped ? RECORDS : undefined);
}

function likely(columns: readonly string[]): TableName {
  const names = columns.map(plainName);
  if (names.includes("username") || names.some((name) => OF_USERS.includes(name))) return "user";
  return names.includes("unique_group_name") || names.includes("group_name") ? "dag" : "userRole";
}

/**
 * The access tables that a file with these columns can be: one where they tell, several where a person has to say, none
 * where it is something else, such as a log, which has usernames too. The whole header tells: one known title among
 * strangers does not make a table.
 */
export function recogniseTable(columns: readonly string[]): readonly TableName[] {
  if (lookOf(columns)) return [];
  return candidates(columns).filter((table) => !isMostlyStrange(table, columns));
}

function isMostlyStrange(table: TableName, columns: readonly string[]): boolean {
  const strange = strangeColumns(table, columns);
  const mine = readHeader(table, columns).filter(isMine).length;
  if (strange.length > mine || TABLES[table].key === "username") return strange.length > mine;
  // A role or group beside something else is rather a list of people, whose column has another name.
  const others = strange.filter(({ said }) => strangeColumns(table === "dag" ? "userRole" : "dag", [said]).length > 0);
  return others.length > 0 && others.length >= mine;
}

function isMine({ known, extra, name, said }: Header): boolean {
  return known || extra !== undefined || (partOf(name) !== undefined && !isUnnamed(said));
}

function candidates(columns: readonly string[]): readonly TableName[] {
  const header = readHeader("user", columns);
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
  const parts = header.some(({ name }) => partOf(name) !== undefined);
  const removal = header.some(({ extra }) => extra === "removal");
  const roles = header.some(({ extra }) => extra === "role") || knows("userRoleMapping").has("unique_role_name");
  // A list that says more than who has which role is one of people, with their roles.
  if (parts || removal || [...knows("user")].some((name) => USER_COLUMNS.has(name) && !isShown(name))) return ["user"];
  const shownOnly = [...knows("user")].some((name) => USER_COLUMNS.has(name));
  // Of our readable exports only the DAG assignments name a group and no role's id.
  if (names.has("data_access_group") && names.has("group_name") && !knows("userRoleMapping").has("unique_role_name"))
    return ["userDagMapping"];
  if (roles && !names.has("redcap_data_access_group"))
    return shownOnly && names.has("email") ? ["user"] : ["userRoleMapping"];
  if (shownOnly) return ["user"];
  if (names.has("redcap_data_access_group")) return ["userDagMapping"];
  if (names.has("data_access_group")) return OF_PEOPLE;
  return header.some(({ extra }) => extra === "dag" || extra === "dagNumber") ? ["userDagMapping"] : strangers(columns);
}

/** A list of nothing but usernames can be any of them. */
function strangers(columns: readonly string[]): readonly TableName[] {
  return strangeColumns("user", columns).length > 0 ? [] : OF_PEOPLE;
}

function isShown(name: string): boolean {
  return describeColumn("user", name)?.readOnly === true;
}
