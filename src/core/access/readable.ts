import { cellText, column } from "../dataTable";
import type { Cell, DataTable } from "../dataTable";
import { knowsDags, knowsRoles, personState } from "./people";
import type { Today } from "./people";
import { rightInFile } from "./rights";
import type { ExpirationState } from "./rights";
import type { Person, Snapshot } from "./snapshot";
import { describeColumn, TABLES } from "./tables";
import type { TableName } from "./tables";
import { wholeDagName, wholeRoleName } from "./names";
import { Usernames } from "./usernames";
import { english } from "../text/message";

export interface ReadableOptions {
  readonly today: Today;
  /** Only these people; undefined for everybody. Tables without people are always whole. */
  readonly people?: ReadonlySet<string>;
  /** Leaves out people whose access has expired. */
  readonly activeOnly?: boolean;
}

/**
 * A table for people: titles for names, words for codes, the names of roles and groups beside their ids. Every cell is
 * safe to open in a spreadsheet, those that come from names on the server above all.
 */
export function readableTable(snapshot: Snapshot, name: TableName, options: ReadableOptions): DataTable {
  const table = snapshot.tables[name] ?? { columns: [], rows: [] };
  const key = column(table, TABLES[name].key);
  const chosen = options.people && new Usernames(options.people);
  const rows = TABLES[name].key === "username" ? table.rows.filter((row) => wanted(cellText(key(row)))) : table.rows;
  const extra = (EXTRA[name] ?? []).filter(({ known }) => known(snapshot));
  const columns = table.columns.map((each) => titleOf(name, each));
  return {
    columns: [...columns, ...extra.map(({ title }) => title)].map(neutral),
    rows: rows.map((row) => {
      const person = snapshot.people.get(cellText(key(row)));
      return [
        ...table.columns.map((each, index) => words(name, each, row[index])),
        ...extra.map(({ text }) => (person ? text(snapshot, person, options.today) : "")),
      ].map(neutral);
    }),
  };

  function wanted(username: string): boolean {
    const person = snapshot.people.get(username);
    if (chosen && !chosen.has(username)) return false;
    return !options.activeOnly || !person || personState(person, options.today) !== "expired";
  }
}

interface Extra {
  readonly title: string;
  /** Whether the token could read it at all: a column of blanks would claim that nobody has any. */
  readonly known: (snapshot: Snapshot) => boolean;
  readonly text: (snapshot: Snapshot, person: Person, today: Today) => string;
}

const roleLabel: Extra = {
  title: "Role Name",
  known: knowsRoles,
  text: (snapshot, { role }) => (role ? wholeRoleName(snapshot, role) : ""),
};
const dagTitle: Extra = {
  title: "Group Name",
  known: knowsDags,
  text: (snapshot, { dag }) => (dag ? wholeDagName(snapshot, dag) : ""),
};
/** In the words of REDCap's user list, where "never" alone would read as "no access". */
const ACCESS: Readonly<Record<ExpirationState, string>> = {
  never: "active, never expires",
  active: "active",
  soon: "active, expires soon",
  today: "expires today",
  expired: "expired",
};
const access: Extra = {
  title: "Access",
  known: ({ tables }) => tables.user?.columns.includes("expiration") ?? false,
  text: (_, person, today) => ACCESS[personState(person, today)],
};

/** What is joined in from the other tables. */
const EXTRA: Readonly<Partial<Record<TableName, readonly Extra[]>>> = {
  user: [roleLabel, dagTitle, access],
  userRoleMapping: [roleLabel, dagTitle, access],
  userDagMapping: [dagTitle, roleLabel, access],
};

/** In English whatever VS Code shows: programs and people of other languages read the same file. */
function titleOf(table: TableName, name: string): string {
  const title = describeColumn(table, name)?.title;
  return title ? english(title) : name;
}

function words(table: TableName, name: string, cell: Cell): string {
  const described = describeColumn(table, name);
  return described ? rightInFile(described, cell) : cellText(cell);
}

/**
 * Spreadsheets run cells that begin like a formula, some also behind blanks, quotes or in full width; an apostrophe stops
 * them. Where commas separate no cells, for one that opens the file, semicolons, bars, tabs or lines do: what would be a
 * cell of its own there counts as one.
 */
export function neutral(text: string): string {
  return text.replaceAll(/(?<=^|[;|\t\r\n])(?=["\s]*[=+\-@＝＋－＠])|^(?=[\t\r\n])/g, "'");
}
