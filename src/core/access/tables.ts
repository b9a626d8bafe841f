/** The five access tables, each described once. Codec, client, grid, plan, exports and documentation read this. */

import { message } from "../text/message";
import type { Message } from "../text/message";

export type TableName = "user" | "userRole" | "userRoleMapping" | "dag" | "userDagMapping";

type ColumnKind = "key" | "text" | "flag" | "choice" | "date" | "formRights" | "formExport" | "reference";

interface Choice {
  readonly value: string;
  readonly title: Message;
}

export interface Column {
  /** REDCap's API name. */
  readonly name: string;
  readonly title: Message;
  /** One line for people who do not know REDCap's rights page by heart. */
  readonly help: Message;
  readonly kind: ColumnKind;
  /** Shown, never sent: display values that REDCap derives itself. */
  readonly readOnly?: true;
  readonly choices?: readonly Choice[];
  /** The table whose key this column holds. */
  readonly references?: TableName;
  /** What a blank cell or a missing column does on import, where that is dangerous. */
  readonly blankMeans?: Message;
  readonly omissionMeans?: Message;
}

export interface AccessTable {
  /** `content` of the API. */
  readonly name: TableName;
  readonly title: Message;
  /** Singular and plural for sentences: "1 user", "2 users". */
  readonly one: string;
  readonly many: string;
  readonly key: string;
  /** The column by which people call a row. */
  readonly nameColumn: string;
  readonly columns: readonly Column[];
  /** Root element of XML documents (users and roles share one, REDCap KB-23/26/56). */
  readonly xmlRoot: "users" | "items" | "dags";
  /** Array parameter of the delete action; mappings cannot be deleted. */
  readonly deleteParameter?: "users" | "roles" | "dags";
}

const YES_NO: readonly Choice[] = [
  { value: "0", title: message("No") },
  { value: "1", title: message("Yes") },
];

const flag = (name: string, title: Message, help: Message): Column => ({
  name,
  title,
  help,
  kind: "flag",
  choices: YES_NO,
});

/** Choices stand in order of power, which REDCap's numbers do not: export level 1 is more than 2 and 3. */
const choice = (
  name: string,
  title: Message,
  help: Message,
  titles: readonly (readonly [value: string, title: Message])[],
): Column => ({
  name,
  title,
  help,
  kind: "choice",
  choices: titles.map(([value, text]) => ({ value, title: text })),
});

/** By power. */
export const EXPORT_LEVELS = [
  ["0", message("No access")],
  ["2", message("De-identified")],
  ["3", message("Identifiers removed")],
  ["1", message("Full data set")],
] as const;

/** Order as recorded in user exports (REDCapR fixtures 2026-02). */
const RIGHTS: readonly Column[] = [
  flag("design", message("Project Design and Setup"), message("Change instruments, events and project settings.")),
  flag("alerts", message("Alerts & Notifications"), message("Create and change alerts.")),
  choice("user_rights", message("User Rights"), message("See or change who may do what in this project."), [
    ["0", message("No access")],
    ["2", message("Read only")],
    ["1", message("Full access")],
  ]),
  flag("data_access_groups", message("Data Access Groups"), message("Create DAGs and assign people to them.")),
  choice(
    "data_export",
    message("Data Exports (all instruments)"),
    message("One export level for every instrument, on older servers."),
    EXPORT_LEVELS,
  ),
  choice(
    "data_export_tool",
    message("Data Export Tool"),
    message("One export level for every instrument, in role files."),
    EXPORT_LEVELS,
  ),
  flag("reports", message("Add/Edit/Organize Reports"), message("Create and change reports.")),
  flag("stats_and_charts", message("Stats & Charts"), message("See plots and descriptive statistics.")),
  flag(
    "manage_survey_participants",
    message("Survey Distribution Tools"),
    message("Manage participants, invitations and public links."),
  ),
  flag("mycap_participants", message("MyCap Participants"), message("Manage participants of the MyCap app.")),
  flag("calendar", message("Calendar & Scheduling"), message("Use the project calendar.")),
  flag("data_import_tool", message("Data Import Tool"), message("Import records from files.")),
  flag("data_comparison_tool", message("Data Comparison Tool"), message("Compare two records.")),
  flag("logging", message("Logging"), message("See the project's log.")),
  flag("email_logging", message("Email Logging"), message("See the emails that the project sent.")),
  flag("file_repository", message("File Repository"), message("Use the project's file store.")),
  flag("random_setup", message("Randomization: Setup"), message("Set up the randomization model.")),
  flag("random_dashboard", message("Randomization: Dashboard"), message("See the allocation dashboard.")),
  flag("random_perform", message("Randomization: Randomize"), message("Randomize records.")),
  flag("data_quality_create", message("Data Quality: Create Rules"), message("Create and change data quality rules.")),
  flag("data_quality_execute", message("Data Quality: Execute Rules"), message("Run data quality rules.")),
  choice("data_quality_resolution", message("Data Resolution Workflow"), message("Take part in data queries."), [
    ["0", message("No access")],
    ["1", message("View only")],
    ["4", message("Open queries")],
    ["2", message("Respond to queries")],
    ["5", message("Open and respond to queries")],
    ["3", message("Open, close and respond to queries")],
  ]),
  flag("api_export", message("API Export"), message("Read data and settings through the API with a token.")),
  flag("api_import", message("API Import/Update"), message("Change data and settings through the API with a token.")),
  flag("api_modules", message("API External Modules"), message("Call methods of external modules through the API.")),
  flag("mobile_app", message("Mobile App"), message("Use the REDCap mobile app.")),
  flag("mobile_app_download_data", message("Mobile App: Download Data"), message("Download data to the mobile app.")),
  flag("record_create", message("Create Records"), message("Add new records.")),
  flag("record_rename", message("Rename Records"), message("Change record names.")),
  flag(
    "record_delete",
    message("Delete Records"),
    message("Delete records; also needed to delete users through the API."),
  ),
];

const LOCKS: readonly Column[] = [
  flag(
    "lock_records_all_forms",
    message("Lock/Unlock Entire Records"),
    message("Lock all instruments of a record at once."),
  ),
  choice("lock_records", message("Lock/Unlock Records"), message("Lock single instruments."), [
    ["0", message("No access")],
    ["1", message("Lock and unlock")],
    ["2", message("Lock and unlock with e-signature")],
  ]),
  flag("lock_records_customization", message("Record Locking Customization"), message("Change how locking works.")),
];

const FORMS: readonly Column[] = [
  {
    name: "forms",
    title: message("Data Viewing Rights"),
    help: message("What may be seen and changed on each instrument."),
    kind: "formRights",
  },
  {
    name: "forms_export",
    title: message("Data Export Rights"),
    help: message("What may be exported from each instrument."),
    kind: "formExport",
  },
];

const display = (name: string, title: Message, help: Message): Column => ({
  name,
  title,
  help,
  kind: "text",
  readOnly: true,
});

const BLANK_DAG = message("A blank takes the person out of the DAG, who then sees every record.");
const DAG_HELP = message("Limits the person to the records of one DAG; without a DAG all records are visible.");

export const TABLES: Readonly<Record<TableName, AccessTable>> = {
  user: {
    name: "user",
    title: message("Users"),
    one: "user",
    many: "users",
    key: "username",
    nameColumn: "username",
    xmlRoot: "users",
    deleteParameter: "users",
    columns: [
      { name: "username", title: message("Username"), help: message("The REDCap account."), kind: "key" },
      display("email", message("Email"), message("From the person's REDCap account.")),
      display("firstname", message("First name"), message("From the person's REDCap account.")),
      display("lastname", message("Last name"), message("From the person's REDCap account.")),
      {
        name: "expiration",
        title: message("Expiration"),
        help: message("The day access ends (YYYY-MM-DD); blank: never."),
        kind: "date",
      },
      {
        name: "data_access_group",
        title: message("Data Access Group"),
        help: DAG_HELP,
        kind: "reference",
        references: "dag",
        blankMeans: BLANK_DAG,
        omissionMeans: message("Left out, it may take people out of their DAGs, who then see every record."),
      },
      display("data_access_group_id", message("Data Access Group ID"), message("The DAG's number on the server.")),
      display("data_access_group_label", message("Data Access Group Name"), message("The DAG's name.")),
      ...RIGHTS,
      ...LOCKS,
      ...FORMS,
    ],
  },
  userRole: {
    name: "userRole",
    title: message("User Roles"),
    one: "role",
    many: "roles",
    key: "unique_role_name",
    nameColumn: "role_label",
    xmlRoot: "users",
    deleteParameter: "roles",
    columns: [
      {
        name: "unique_role_name",
        title: message("Unique Role Name"),
        help: message("REDCap's id of the role."),
        kind: "key",
        blankMeans: message("A blank creates a new role."),
      },
      {
        name: "role_label",
        title: message("Role Name"),
        help: message("The name people see; not necessarily unique."),
        kind: "text",
      },
      ...RIGHTS,
      // Role exports list the lock columns in the reverse order (PyCap doctest).
      ...LOCKS.toReversed(),
      ...FORMS,
    ],
  },
  userRoleMapping: {
    name: "userRoleMapping",
    title: message("User-Role Assignments"),
    one: "role assignment",
    many: "role assignments",
    key: "username",
    nameColumn: "username",
    xmlRoot: "items",
    columns: [
      { name: "username", title: message("Username"), help: message("The REDCap account."), kind: "key" },
      {
        name: "unique_role_name",
        title: message("Role"),
        help: message("The role that gives this person's rights."),
        kind: "reference",
        references: "userRole",
        blankMeans: message("A blank takes the person out of the role."),
        omissionMeans: message("Left out, it takes everyone in the file out of their roles."),
      },
      {
        name: "data_access_group",
        title: message("Data Access Group"),
        help: DAG_HELP,
        kind: "reference",
        references: "dag",
        blankMeans: BLANK_DAG,
      },
    ],
  },
  dag: {
    name: "dag",
    title: message("Data Access Groups"),
    one: "data access group",
    many: "data access groups",
    key: "unique_group_name",
    nameColumn: "data_access_group_name",
    xmlRoot: "dags",
    deleteParameter: "dags",
    columns: [
      {
        name: "data_access_group_name",
        title: message("Group Name"),
        help: message("The name people see."),
        kind: "text",
      },
      {
        name: "unique_group_name",
        title: message("Unique Group Name"),
        help: message("REDCap's id of the DAG; it changes when the DAG is renamed."),
        kind: "key",
        blankMeans: message("A blank creates a new DAG."),
      },
      display("data_access_group_id", message("Group ID"), message("The DAG's number on the server.")),
    ],
  },
  userDagMapping: {
    name: "userDagMapping",
    title: message("User-DAG Assignments"),
    one: "DAG assignment",
    many: "DAG assignments",
    key: "username",
    nameColumn: "username",
    xmlRoot: "items",
    columns: [
      { name: "username", title: message("Username"), help: message("The REDCap account."), kind: "key" },
      {
        name: "redcap_data_access_group",
        title: message("Data Access Group"),
        help: DAG_HELP,
        kind: "reference",
        references: "dag",
        blankMeans: BLANK_DAG,
        omissionMeans: message("Left out, it takes everyone in the file out of their DAGs, who then see every record."),
      },
    ],
  },
};

export const TABLE_NAMES = Object.keys(TABLES) as TableName[];

/** The description of a column, or undefined for one this version does not know (it is kept all the same). */
export function describeColumn(table: TableName, name: string): Column | undefined {
  return TABLES[table].columns.find((column) => column.name === name);
}

/** Columns that are rights (of a person or a role), in REDCap's order, forms included. */
export const RIGHT_COLUMNS: readonly Column[] = [...RIGHTS, ...LOCKS, ...FORMS];
