import { cellText, column, EMPTY_TABLE } from "./dataTable";
import type { Cell, DataTable } from "./dataTable";
import type { CellEdit, DraftName } from "./plan";
import { sameValue } from "./sameValue";
import type { Snapshot } from "./snapshot";
import { describeColumn } from "./tables";
import type { Column, TableName } from "./tables";

export interface Draft {
  readonly name: DraftName;
  readonly title: string;
  /** The access table whose columns and notation the draft's text uses. */
  readonly table: TableName;
  readonly key: string;
  /** What one row is, in sentences. */
  readonly one: string;
}

/**
 * The draft documents. So that no two of them can disagree, a person exists by `users` alone, and the DAG stands in
 * `assignments` alone.
 */
export const DRAFTS: Readonly<Record<DraftName, Draft>> = {
  users: { name: "users", title: "Users", table: "user", key: "username", one: "user" },
  roles: { name: "roles", title: "User Roles", table: "userRole", key: "unique_role_name", one: "role" },
  dags: { name: "dags", title: "Data Access Groups", table: "dag", key: "unique_group_name", one: "group" },
  assignments: {
    name: "assignments",
    title: "Role Assignments",
    table: "userRoleMapping",
    key: "username",
    one: "user",
  },
};

export const DRAFT_NAMES = Object.keys(DRAFTS) as DraftName[];

/** What a draft says when nothing has been changed in it yet. Tables the token may not read give no columns. */
export function draftTable(snapshot: Snapshot, draft: DraftName): DataTable {
  if (draft === "assignments") return assignments(snapshot);
  const source = snapshot.tables[DRAFTS[draft].table] ?? EMPTY_TABLE;
  const columns = source.columns.filter((name) => isDraftColumn(draft, name));
  const readers = columns.map((name) => column(source, name));
  const username = column(source, "username");
  const rows = source.rows.map((row) => {
    const inRole = draft === "users" && !!snapshot.people.get(cellText(username(row)))?.role;
    return readers.map((read, index) => (inRole && isOwnRight(columns[index] ?? "") ? "" : read(row)));
  });
  return { columns, rows };
}

export function describeDraftColumn(draft: DraftName, name: string): Column | undefined {
  return describeColumn(DRAFTS[draft].table, name);
}

/** A right of a person's own: blank and never sent while a role gives the rights. */
export function isOwnRight(name: string): boolean {
  return name !== "username" && name !== "expiration" && isDraftColumn("users", name);
}

/** Where the project's people have groups at all, as far as this token can see. */
export function knowsDags(snapshot: Snapshot): boolean {
  const { userDagMapping, user, userRoleMapping } = snapshot.tables;
  return (
    !!userDagMapping ||
    !!user?.columns.includes("data_access_group") ||
    !!userRoleMapping?.columns.includes("data_access_group")
  );
}

function assignments(snapshot: Snapshot): DataTable {
  const roles = !!snapshot.tables.userRoleMapping;
  const dags = knowsDags(snapshot);
  const columns = ["username", ...(roles ? ["unique_role_name"] : []), ...(dags ? ["data_access_group"] : [])];
  const rows = [...snapshot.people.values()].map((person): readonly Cell[] => [
    person.username,
    ...(roles ? [person.role] : []),
    ...(dags ? [person.dag] : []),
  ]);
  return { columns, rows };
}

/** Columns that a draft shows and REDCap takes: no display values, and the DAG only in `assignments`. */
export function isDraftColumn(draft: DraftName, name: string): boolean {
  if (draft === "users" && name === "data_access_group") return false;
  return !describeDraftColumn(draft, name)?.readOnly;
}

/** Why a draft cannot be applied as it stands; shown on its cell or row, and Apply stays off. */
export interface DraftProblem {
  readonly code: "columnMissing" | "columnUnknown" | "keyMissing" | "keyTwice" | "rowMissing" | "rowUnknown";
  readonly message: string;
  /** Index of the row in the draft, where there is one. */
  readonly row?: number;
  readonly key?: string;
  readonly column?: string;
}

export interface DraftDiff {
  readonly edits: readonly CellEdit[];
  readonly problems: readonly DraftProblem[];
}

/**
 * What somebody changed between `base` and `now`, cell by cell. A row that is gone, came from nowhere or stands twice is
 * a problem and never an edit: a line deleted by mistake must not take anybody's access away.
 */
export function diffDraft(draft: DraftName, base: DataTable, now: DataTable): DraftDiff {
  const { key: keyName } = DRAFTS[draft];
  const problems: DraftProblem[] = columnProblems(draft, base, now);
  const edits: CellEdit[] = [];
  if (!now.columns.includes(keyName)) return { edits, problems };
  const before = byKey(base, keyName);
  const seen = new Set<string>();
  const shared = now.columns.filter((name) => name !== keyName && base.columns.includes(name));
  const readKey = column(now, keyName);
  const cells = shared.map((name) => ({ name, was: column(base, name), is: column(now, name) }));
  now.rows.forEach((row, index) => {
    const key = cellText(readKey(row));
    const old = before.get(key);
    const problem = rowProblem(draft, key, index, seen.has(key), old !== undefined);
    if (problem) problems.push(problem);
    else if (old) {
      for (const { name, was, is } of cells) {
        const [a, b] = [cellText(was(old)), cellText(is(row))];
        if (!sameValue(draft, name, a, b) && !sameValue(draft, name, a, b.trim()))
          edits.push({ draft, key, column: name, before: a, after: b.trim() });
      }
    }
    seen.add(key);
  });
  for (const key of before.keys()) if (!seen.has(key)) problems.push(rowGone(draft, key));
  return { edits, problems };
}

function columnProblems(draft: DraftName, base: DataTable, now: DataTable): DraftProblem[] {
  const gone = base.columns.filter((name) => !now.columns.includes(name));
  const added = now.columns.filter((name) => !base.columns.includes(name));
  return [
    ...gone.map((name) => ({
      code: "columnMissing" as const,
      column: name,
      message: `The column ${name} is missing from ${DRAFTS[draft].title}. Bring it back with Undo, or discard the draft.`,
    })),
    ...added.map((name) => ({
      code: "columnUnknown" as const,
      column: name,
      message: `${DRAFTS[draft].title} has no column "${name}". Remove it, or correct its name.`,
    })),
  ];
}

function rowProblem(
  draft: DraftName,
  key: string,
  row: number,
  twice: boolean,
  known: boolean,
): DraftProblem | undefined {
  const { key: column, one } = DRAFTS[draft];
  if (!key) return { code: "keyMissing", row, column, message: `This row does not say which ${one} it is about.` };
  const at = { row, key, column };
  if (twice) return { ...at, code: "keyTwice", message: `${key} stands in more than one row. Keep one of them.` };
  if (known) return undefined;
  return {
    ...at,
    code: "rowUnknown",
    message: `There is no ${one} ${key} in this project. Correct or remove the row.`,
  };
}

function rowGone(draft: DraftName, key: string): DraftProblem {
  const instead =
    draft === "assignments"
      ? "To take a person out of a role or group, empty that cell; "
      : "A missing row removes nothing from REDCap; ";
  return { code: "rowMissing", key, message: `The row of ${key} is missing. ${instead}bring the row back with Undo.` };
}

function byKey(table: DataTable, name: string): ReadonlyMap<string, readonly Cell[]> {
  const key = column(table, name);
  return new Map(table.rows.map((row) => [cellText(key(row)), row]));
}
