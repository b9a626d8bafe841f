/** The five access tables, each described once. Codec, client, grid, plan, exports and documentation read this. */

export type TableName = "user" | "userRole" | "userRoleMapping" | "dag" | "userDagMapping";

type ColumnKind = "key" | "text" | "flag" | "choice" | "date" | "formRights" | "formExport" | "reference";

interface Choice {
  readonly value: string;
  readonly title: string;
}

export interface Column {
  /** REDCap's API name. */
  readonly name: string;
  readonly title: string;
  /** One line for people who do not know REDCap's rights page by heart. */
  readonly help: string;
  readonly kind: ColumnKind;
  /** Shown, never sent: display values that REDCap derives itself. */
  readonly readOnly?: true;
  readonly choices?: readonly Choice[];
  /** The table whose key this column holds. */
  readonly references?: TableName;
  /** What a blank cell or a missing column does on import, where that is dangerous. */
  readonly blankMeans?: string;
  readonly omissionMeans?: string;
}

export interface AccessTable {
  /** `content` of the API. */
  readonly name: TableName;
  readonly title: string;
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
  { value: "0", title: "No" },
  { value: "1", title: "Yes" },
];

const flag = (name: string, title: string, help: string): Column => ({
  name,
  title,
  help,
  kind: "flag",
  choices: YES_NO,
});

/** Choices stand in order of power, which REDCap's numbers do not: export level 1 is more than 2 and 3. */
const choice = (
  name: string,
  title: string,
  help: string,
  titles: readonly (readonly [value: string, title: string])[],
): Column => ({
  name,
  title,
  help,
  kind: "choice",
  choices: titles.map(([value, text]) => ({ value, title: text })),
});

/** By power. */
export const EXPORT_LEVELS = [
  ["0", "No access"],
  ["2", "De-identified"],
  ["3", "Identifiers removed"],
  ["1", "Full data set"],
] as const;

/** Order as recorded in user exports (REDCapR fixtures 2026-02). */
const RIGHTS: readonly Column[] = [
  flag("design", "Project Design and Setup", "Change instruments, events and project settings."),
  flag("alerts", "Alerts & Notifications", "Create and change alerts."),
  choice("user_rights", "User Rights", "See or change who may do what in this project.", [
    ["0", "No access"],
    ["2", "Read only"],
    ["1", "Full access"],
  ]),
  flag("data_access_groups", "Data Access Groups", "Create groups and assign people to them."),
  choice(
    "data_export",
    "Data Exports (all instruments)",
    "One export level for every instrument, on older servers.",
    EXPORT_LEVELS,
  ),
  choice(
    "data_export_tool",
    "Data Export Tool",
    "One export level for every instrument, in role files.",
    EXPORT_LEVELS,
  ),
  flag("reports", "Add/Edit/Organize Reports", "Create and change reports."),
  flag("stats_and_charts", "Stats & Charts", "See plots and descriptive statistics."),
  flag("manage_survey_participants", "Survey Distribution Tools", "Manage participants, invitations and public links."),
  flag("mycap_participants", "MyCap Participants", "Manage participants of the MyCap app."),
  flag("calendar", "Calendar & Scheduling", "Use the project calendar."),
  flag("data_import_tool", "Data Import Tool", "Import records from files."),
  flag("data_comparison_tool", "Data Comparison Tool", "Compare two records."),
  flag("logging", "Logging", "See the project's log."),
  flag("email_logging", "Email Logging", "See the e-mails that the project sent."),
  flag("file_repository", "File Repository", "Use the project's file store."),
  flag("random_setup", "Randomization: Setup", "Set up the randomization model."),
  flag("random_dashboard", "Randomization: Dashboard", "See the allocation dashboard."),
  flag("random_perform", "Randomization: Randomize", "Randomize records."),
  flag("data_quality_create", "Data Quality: Create Rules", "Create and change data quality rules."),
  flag("data_quality_execute", "Data Quality: Execute Rules", "Run data quality rules."),
  choice("data_quality_resolution", "Data Resolution Workflow", "Take part in data queries.", [
    ["0", "No access"],
    ["1", "View only"],
    ["4", "Open queries"],
    ["2", "Respond to queries"],
    ["5", "Open and respond to queries"],
    ["3", "Open, close and respond to queries"],
  ]),
  flag("api_export", "API Export", "Read data and settings through the API with a token."),
  flag("api_import", "API Import/Update", "Change data and settings through the API with a token."),
  flag("api_modules", "API External Modules", "Call methods of external modules through the API."),
  flag("mobile_app", "Mobile App", "Use the REDCap mobile app."),
  flag("mobile_app_download_data", "Mobile App: Download Data", "Download data to the mobile app."),
  flag("record_create", "Create Records", "Add new records."),
  flag("record_rename", "Rename Records", "Change record names."),
  flag("record_delete", "Delete Records", "Delete records; also needed to delete users through the API."),
];

const LOCKS: readonly Column[] = [
  flag("lock_records_all_forms", "Lock/Unlock Entire Records", "Lock all instruments of a record at once."),
  choice("lock_records", "Lock/Unlock Records", "Lock single instruments.", [
    ["0", "No access"],
    ["1", "Lock and unlock"],
    ["2", "Lock and unlock with e-signature"],
  ]),
  flag("lock_records_customization", "Record Locking Customization", "Change how locking works."),
];

const FORMS: readonly Column[] = [
  {
    name: "forms",
    title: "Data Viewing Rights",
    help: "What may be seen and changed on each instrument.",
    kind: "formRights",
  },
  {
    name: "forms_export",
    title: "Data Export Rights",
    help: "What may be exported from each instrument.",
    kind: "formExport",
  },
];

const display = (name: string, title: string, help: string): Column => ({
  name,
  title,
  help,
  kind: "text",
  readOnly: true,
});

const DAG_HELP = "Limits the person to the records of one group; without a group all records are visible.";

export const TABLES: Readonly<Record<TableName, AccessTable>> = {
  user: {
    name: "user",
    title: "Users",
    one: "user",
    many: "users",
    key: "username",
    nameColumn: "username",
    xmlRoot: "users",
    deleteParameter: "users",
    columns: [
      { name: "username", title: "Username", help: "The REDCap account.", kind: "key" },
      display("email", "Email", "From the person's REDCap account."),
      display("firstname", "First name", "From the person's REDCap account."),
      display("lastname", "Last name", "From the person's REDCap account."),
      {
        name: "expiration",
        title: "Expiration",
        help: "The day access ends (YYYY-MM-DD); blank: never.",
        kind: "date",
      },
      {
        name: "data_access_group",
        title: "Data Access Group",
        help: DAG_HELP,
        kind: "reference",
        references: "dag",
        blankMeans: "takes the person out of the group, who then sees every record",
        omissionMeans: "may take people out of their groups, who then see every record",
      },
      display("data_access_group_id", "Data Access Group ID", "The group's number on the server."),
      display("data_access_group_label", "Data Access Group Name", "The group's name."),
      ...RIGHTS,
      ...LOCKS,
      ...FORMS,
    ],
  },
  userRole: {
    name: "userRole",
    title: "User Roles",
    one: "role",
    many: "roles",
    key: "unique_role_name",
    nameColumn: "role_label",
    xmlRoot: "users",
    deleteParameter: "roles",
    columns: [
      {
        name: "unique_role_name",
        title: "Unique Role Name",
        help: "REDCap's id of the role.",
        kind: "key",
        blankMeans: "creates a new role",
      },
      { name: "role_label", title: "Role Name", help: "The name people see; not necessarily unique.", kind: "text" },
      ...RIGHTS,
      // Role exports list the lock columns in the reverse order (PyCap doctest).
      ...LOCKS.toReversed(),
      ...FORMS,
    ],
  },
  userRoleMapping: {
    name: "userRoleMapping",
    title: "User-Role Assignments",
    one: "role assignment",
    many: "role assignments",
    key: "username",
    nameColumn: "username",
    xmlRoot: "items",
    columns: [
      { name: "username", title: "Username", help: "The REDCap account.", kind: "key" },
      {
        name: "unique_role_name",
        title: "Role",
        help: "The role that gives this person's rights.",
        kind: "reference",
        references: "userRole",
        blankMeans: "takes the person out of the role",
        omissionMeans: "takes everyone in the file out of their roles",
      },
      {
        name: "data_access_group",
        title: "Data Access Group",
        help: DAG_HELP,
        kind: "reference",
        references: "dag",
        blankMeans: "takes the person out of the group, who then sees every record",
      },
    ],
  },
  dag: {
    name: "dag",
    title: "Data Access Groups",
    one: "data access group",
    many: "data access groups",
    key: "unique_group_name",
    nameColumn: "data_access_group_name",
    xmlRoot: "dags",
    deleteParameter: "dags",
    columns: [
      { name: "data_access_group_name", title: "Group Name", help: "The name people see.", kind: "text" },
      {
        name: "unique_group_name",
        title: "Unique Group Name",
        help: "REDCap's id of the group; it changes when the group is renamed.",
        kind: "key",
        blankMeans: "creates a new group",
      },
      display("data_access_group_id", "Group ID", "The group's number on the server."),
    ],
  },
  userDagMapping: {
    name: "userDagMapping",
    title: "User-DAG Assignments",
    one: "DAG assignment",
    many: "DAG assignments",
    key: "username",
    nameColumn: "username",
    xmlRoot: "items",
    columns: [
      { name: "username", title: "Username", help: "The REDCap account.", kind: "key" },
      {
        name: "redcap_data_access_group",
        title: "Data Access Group",
        help: DAG_HELP,
        kind: "reference",
        references: "dag",
        blankMeans: "takes the person out of the group, who then sees every record",
        omissionMeans: "takes everyone in the file out of their groups, who then see every record",
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
