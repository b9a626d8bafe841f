import { cellText, column, EMPTY_TABLE } from "../dataTable";
import type { Cell, DataTable } from "../dataTable";
import { DRAFT_NAMES, DRAFTS, draftTable } from "../edits/draftTables";
import type { DraftName } from "../edits/edit";
import type { Snapshot } from "../access/snapshot";

/** What names people beside their usernames; REDCap shows it and takes none of it. */
const NAMES: readonly string[] = ["email", "firstname", "lastname"];
/** Beside the id of a role, for people who read the folder. */
export const LABEL = "role_label";

export interface FolderOptions {
  /** Names and e-mail addresses too. */
  readonly names?: boolean;
}

/** The tables that a folder of this project has: those that the token may read. */
export function folderTables({ tables }: Snapshot): readonly DraftName[] {
  return DRAFT_NAMES.filter((draft) => tables.user && (draft === "assignments" || tables[DRAFTS[draft].table]));
}

/** A draft's table in an order that depends on nothing but what it says, so that unchanged access gives unchanged bytes. */
export function folderTable(snapshot: Snapshot, draft: DraftName, { names }: FolderOptions = {}): DataTable {
  const table = draftTable(snapshot, draft);
  const key = column(table, DRAFTS[draft].key);
  const extended =
    draft === "assignments"
      ? withLabels(snapshot, table)
      : draft === "users" && names
        ? withNames(snapshot, table)
        : table;
  const order = table.rows.map((row, index) => ({ key: cellText(key(row)), row: extended.rows[index] ?? row }));
  order.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return { columns: extended.columns, rows: order.map(({ row }) => row) };
}

function withLabels({ roles, tables }: Snapshot, { columns, rows }: DataTable): DataTable {
  const at = columns.indexOf("unique_role_name");
  if (at < 0 || !tables.userRole) return { columns, rows };
  const beside = <T>(cells: readonly T[], cell: T) => [...cells.slice(0, at + 1), cell, ...cells.slice(at + 1)];
  return {
    columns: beside(columns, LABEL),
    rows: rows.map((row) => beside<Cell>(row, roles.get(cellText(row[at]))?.label ?? "")),
  };
}

/** Where REDCap has them. */
function withNames({ tables, people }: Snapshot, { columns, rows }: DataTable): DataTable {
  const users = tables.user ?? EMPTY_TABLE;
  const wanted = users.columns.filter((name) => columns.includes(name) || NAMES.includes(name));
  const key = column({ columns, rows }, DRAFTS.users.key);
  return {
    columns: wanted,
    rows: rows.map((row) => {
      const person = people.get(cellText(key(row)))?.row ?? [];
      return wanted.map((name) => (columns.includes(name) ? row[columns.indexOf(name)] : column(users, name)(person)));
    }),
  };
}
