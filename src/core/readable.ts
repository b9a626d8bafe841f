import { cellText, column } from "./dataTable";
import type { Cell, DataTable } from "./dataTable";
import { personState } from "./people";
import type { Today } from "./people";
import { describeRight } from "./rights";
import type { Person, Snapshot } from "./snapshot";
import { describeColumn, TABLES } from "./tables";
import type { TableName } from "./tables";

export interface ReadableOptions {
  readonly today: Today;
  /** Only these people; undefined for everybody. Tables without people are always whole. */
  readonly people?: ReadonlySet<string>;
  /** Leaves out people whose access has expired. */
  readonly activeOnly?: boolean;
}

/** A table for people: titles for names, words for codes, the names of roles and groups beside their ids. */
export function readableTable(snapshot: Snapshot, name: TableName, options: ReadableOptions): DataTable {
  const table = snapshot.tables[name] ?? { columns: [], rows: [] };
  const key = column(table, TABLES[name].key);
  const rows = TABLES[name].key === "username" ? table.rows.filter((row) => wanted(cellText(key(row)))) : table.rows;
  const extra = EXTRA[name] ?? [];
  const columns = table.columns.map((each) => describeColumn(name, each)?.title ?? each);
  return {
    columns: [...columns, ...extra.map(({ title }) => title)],
    rows: rows.map((row) => [
      ...table.columns.map((each, index) => words(name, each, row[index])),
      ...extra.map(({ text }) => text(snapshot, snapshot.people.get(cellText(key(row))), options.today)),
    ]),
  };

  function wanted(username: string): boolean {
    const person = snapshot.people.get(username);
    if (options.people && !options.people.has(username)) return false;
    return !options.activeOnly || !person || personState(person, options.today) !== "expired";
  }
}

interface Extra {
  readonly title: string;
  readonly text: (snapshot: Snapshot, person: Person | undefined, today: Today) => string;
}

const roleLabel: Extra = {
  title: "Role Name",
  text: ({ roles }, person) => roles.get(person?.role ?? "")?.label ?? "",
};
const dagTitle: Extra = {
  title: "Group Name",
  text: ({ dags }, person) => dags.get(person?.dag ?? "")?.name ?? "",
};
const access: Extra = {
  title: "Access",
  text: (_, person, today) => (person ? personState(person, today) : ""),
};

/** What is joined in from the other tables. */
const EXTRA: Readonly<Partial<Record<TableName, readonly Extra[]>>> = {
  user: [roleLabel, dagTitle, access],
  userRoleMapping: [roleLabel, dagTitle, access],
  userDagMapping: [dagTitle, roleLabel, access],
};

function words(table: TableName, name: string, cell: Cell): string {
  const described = describeColumn(table, name);
  return neutral(described ? describeRight(described, cell) : cellText(cell));
}

/** Spreadsheets run cells that begin like a formula; an apostrophe makes them text. */
export function neutral(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}
