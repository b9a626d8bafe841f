import type { TableName } from "../access/tables";
import { TABLES } from "../access/tables";
import { userKey } from "../access/usernames";
import type { Message } from "../text/message";

/** The documents a person edits. Each fact of access stands in exactly one, so that two can never say different things. */
export type DraftName = "users" | "roles" | "dags" | "assignments";

/** One row of the drafts: a person, a role or a group. */
export interface RowName {
  readonly draft: DraftName;
  /** Username, unique role name or unique group name; `new:1` for a role or group that is not in REDCap yet. */
  readonly key: string;
}

/** One cell is changed. `before` is what the base said, so that a change on the server shows as a conflict. */
export interface SetCell extends RowName {
  readonly kind: "set";
  readonly column: string;
  readonly before: string;
  readonly after: string;
}

interface AddRow extends RowName {
  readonly kind: "add";
}

interface RemoveRow extends RowName {
  readonly kind: "remove";
}

/** What a person can want: a cell changed, a row added, a row removed. Nothing else is ever planned. */
export type Edit = SetCell | AddRow | RemoveRow;

/** Everything that changes in one row: of a draft beside its base, of a plan, of what is to be taken back. */
export interface RowChange extends RowName {
  readonly kind: Edit["kind"];
  /** Each with what it said before and shall say. */
  readonly cells: readonly SetCell[];
  /** What speaks against it or should be known. */
  readonly problems: readonly Message[];
}

/** The access table whose columns and notation a draft's text uses. */
export const DRAFT_TABLE = {
  users: "user",
  roles: "userRole",
  dags: "dag",
  assignments: "userRoleMapping",
} as const satisfies Record<DraftName, TableName>;

const ofTables = (column: "key" | "nameColumn"): Readonly<Record<DraftName, string>> => ({
  users: TABLES[DRAFT_TABLE.users][column],
  roles: TABLES[DRAFT_TABLE.roles][column],
  dags: TABLES[DRAFT_TABLE.dags][column],
  assignments: TABLES[DRAFT_TABLE.assignments][column],
});

/** The column that names a row of each draft. */
export const KEY_COLUMN = ofTables("key");
/** The column by which people call a row of each draft. */
export const NAME_COLUMN = ofTables("nameColumn");

/** What the keys of each draft are compared by. */
export const keyOf: Readonly<Record<DraftName, (key: string) => string>> = {
  users: userKey,
  roles: trimmed,
  dags: trimmed,
  assignments: userKey,
};

function trimmed(text: string): string {
  return text.trim();
}

/** Their numbers stay so small that the next one is another. */
const LOCAL_KEY = /^new:\d{1,9}$/;

/** A name of ours for a role or group that REDCap has yet to name; never sent. */
export function isLocalKey(text: string): boolean {
  return LOCAL_KEY.test(text);
}

export function setCell(draft: DraftName, key: string, column: string, before: string, after: string): SetCell {
  return { kind: "set", draft, key, column, before, after };
}

export function addRow(draft: DraftName, key: string): Edit {
  return { kind: "add", draft, key };
}

export function removeRow(draft: DraftName, key: string): Edit {
  return { kind: "remove", draft, key };
}

/** The column that an edit is about; the being there of a row is its key's. */
export function columnOf(edit: Edit): string {
  return edit.kind === "set" ? edit.column : KEY_COLUMN[edit.draft];
}

export function cellsIn(edits: readonly Edit[]): readonly SetCell[] {
  return edits.filter((edit) => edit.kind === "set");
}

/** The rows of these edits, in their order; of a person's two rows those of `users` and `assignments` are one. */
export function rowChanges(edits: readonly Edit[]): readonly RowChange[] {
  const rows = new Map<string, Edit[]>();
  for (const edit of edits) {
    const row = rows.get(rowId(edit));
    if (row) row.push(edit);
    else rows.set(rowId(edit), [edit]);
  }
  return [...rows.values()].flatMap((mine) => {
    const [first] = mine;
    if (!first) return [];
    const kind = (["remove", "add"] as const).find((each) => mine.some((edit) => edit.kind === each)) ?? "set";
    const draft = first.draft === "assignments" ? "users" : first.draft;
    return [{ draft, key: first.key, kind, cells: cellsIn(mine), problems: [] }];
  });
}

/** What the cells of a row shall say, by column. */
export function valuesOf({ cells }: RowChange): ReadonlyMap<string, string> {
  return new Map(cells.map(({ column, after }) => [column, after]));
}

export function editsOf({ draft, key, kind, cells }: RowChange): readonly Edit[] {
  return kind === "set" ? cells : [{ kind, draft, key }, ...cells];
}

/** Names the row that an edit is about. A person is one row, in `users` and in `assignments`. */
export function rowId({ draft, key }: RowName): string {
  return JSON.stringify([draft === "assignments" ? "users" : draft, key]);
}

/** Who comes and who goes, as `users` has it; `assignments` is read with it. */
export interface PeopleChanges {
  readonly added: ReadonlySet<string>;
  readonly removed: ReadonlySet<string>;
}

export function peopleChanges(edits: readonly Edit[]): PeopleChanges {
  const keys = (kind: Edit["kind"]) =>
    new Set(edits.filter((edit) => edit.draft === "users" && edit.kind === kind).map((edit) => edit.key));
  return { added: keys("add"), removed: keys("remove") };
}

/**
 * How many changes a row is to a person: one when it comes or goes, whatever stands in it, and one when it cannot stand
 * as it is; else as many as cells. A person who comes in `users` is counted there.
 */
export function changesIn({ draft, kind, cells, problems }: RowChange): number {
  if (kind === "set") return Math.max(cells.length, problems.length > 0 ? 1 : 0);
  return kind === "add" && draft === "assignments" && problems.length === 0 ? 0 : 1;
}

/** How many changes these are to a person. `people`: those whose rows are added in another draft. */
export function countChanges(edits: readonly Edit[], people?: PeopleChanges): number {
  const here = (row: RowChange) => !(row.draft === "users" && row.kind === "set" && people?.added.has(row.key));
  return rowChanges(edits)
    .filter(here)
    .reduce((sum, row) => sum + changesIn(row), 0);
}
