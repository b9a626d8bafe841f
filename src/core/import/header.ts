import { TABLES } from "../access/tables";
import type { TableName } from "../access/tables";
import { english } from "../text/message";

/** What a column says that no access table has, but lists of people do. */
export type Extra = "role" | "roleNumber" | "dag" | "dagNumber" | "removal" | "project" | "token" | "access";

/** One column of a file, read as a column of an access table. */
export interface Header {
  readonly index: number;
  /** REDCap's API name where it is known, else what the file says. */
  readonly name: string;
  /** What the file says. */
  readonly said: string;
  readonly known: boolean;
  readonly extra?: Extra;
}

/** Where a column of a table stands in a file; -1 where it does not. */
export function indexIn(headers: readonly Header[], name: string): number {
  return headers.find((header) => header.known && header.name === name)?.index ?? -1;
}

export function extraIn(headers: readonly Header[], extra: Extra): number {
  return headers.find((header) => header.extra === extra)?.index ?? -1;
}

const EXTRAS: Readonly<Record<Extra, readonly string[]>> = {
  role: ["role_name", "role", "role_label", "user_role", "rolename"],
  roleNumber: ["role_id"],
  dag: ["group_name", "dag", "dags", "dag_name", "group", "data_access_group_name", "data_access_group_label"],
  dagNumber: ["group_id", "dag_id", "data_access_group_id"],
  removal: ["remove", "removed", "delete", "deleted"],
  project: ["project_id", "pid"],
  token: ["api_token", "token", "redcap_api_token", "redcap_token", "super_api_token", "super_token"],
  access: ["access"],
};
const EXTRA_OF = new Map(
  (Object.keys(EXTRAS) as Extra[]).flatMap((extra) => EXTRAS[extra].map((name) => [name, extra] as const)),
);
/** Only the lists of people speak of these. */
const OF_PEOPLE: ReadonlySet<Extra> = new Set<Extra>(["role", "roleNumber", "dag", "dagNumber", "removal", "access"]);

/** REDCap's names in its database, its project XML and its list of accounts, where the API has another. */
const OTHER_NAMES: ReadonlyMap<string, string> = new Map([
  ["lock_records", "lock_record"],
  ["lock_records_all_forms", "lock_record_multiform"],
  ["lock_records_customization", "lock_record_customize"],
  ["logging", "data_logging"],
  ["stats_and_charts", "graphical"],
  ["manage_survey_participants", "participants"],
  ["data_quality_create", "data_quality_design"],
  ["forms", "data_entry"],
  ["forms_export", "data_export_instruments"],
  ["email", "user_email"],
  ["firstname", "user_firstname"],
  ["lastname", "user_lastname"],
]);

/** `Unique Role Name`, `UNIQUE_ROLE_NAME` and `unique_role_name` are one name, and one in quotes behind a blank is none other. */
export function plainName(said: string): string {
  return said
    .trim()
    .replace(/^"(.*)"$/, "$1")
    .trim()
    .replace(/^'/, "")
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, "_");
}

/** The columns of a file as columns of one table, by REDCap's names or by the titles of our readable exports. */
export function readHeader(table: TableName, columns: readonly string[]): readonly Header[] {
  const names = new Map<string, string>();
  const { columns: described, key } = TABLES[table];
  for (const { name } of described) names.set(OTHER_NAMES.get(name) ?? plainName(name), name);
  for (const { name, title } of described) names.set(plainName(english(title)), name);
  for (const { name } of described) names.set(plainName(name), name);
  const plain = columns.map(plainName);
  const taken = new Set<string>();
  return columns.map((said, index) => {
    const word = plain[index] ?? "";
    const name = names.get(word);
    // What the file says under REDCap's own name counts, wherever it stands.
    const known = name !== undefined && !taken.has(name) && (name === word || !plain.includes(name));
    if (known) taken.add(name);
    const found = EXTRA_OF.get(word);
    const shownOnly = known && described.some((each) => each.name === name && each.readOnly);
    const speaks = found && (key === "username" || !OF_PEOPLE.has(found));
    const extra = speaks && (!known || shownOnly) ? found : undefined;
    return { index, said, known, name: known ? name : said.trim(), ...(extra === undefined ? {} : { extra }) };
  });
}

/** Whether somebody wrote titles for names, as our readable exports do: their cells hold words for codes. */
export function isReadable(headers: readonly Header[]): boolean {
  return headers.some(({ known, said, name }) => known && /[A-Z ]/.test(said.trim()) && said.trim() !== name);
}

/** One of redcapAPI's columns for each instrument: `visit_form_access`, `visit_export_access`. */
export function partOf(name: string): { readonly form: string; readonly column: string } | undefined {
  const [, form, what] = /^(\w+)_(form|export)_access$/.exec(name) ?? [];
  return form ? { form, column: what === "form" ? "forms" : "forms_export" } : undefined;
}

/** Columns with a name that mean nothing to a table. */
export function strangeColumns(table: TableName, columns: readonly string[]): readonly Header[] {
  return readHeader(table, columns).filter(
    ({ known, extra, name, said }) => !known && extra === undefined && !partOf(name) && !isUnnamed(said),
  );
}

/** What data frames call a column that has no name. */
export function isUnnamed(said: string): boolean {
  return /^(?:|unnamed: ?\d+(?:_level_\d+)?|\.\.\.\d+)$/i.test(said.trim());
}
