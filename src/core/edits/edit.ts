import type { TableName } from "../tables";
import { TABLES } from "../tables";
import { userKey } from "../access/usernames";

/** The documents a person edits. Each fact of access stands in exactly one, so that two can never say different things. */
export type DraftName = "users" | "roles" | "dags" | "assignments";

/**
 * One cell that somebody changed. `before` is what the base said, so that a change on the server shows as a conflict.
 * The key cell of a row that is added goes from blank to its key, that of a row that is removed to blank.
 */
export interface CellEdit {
  readonly draft: DraftName;
  /** Username, unique role name or unique group name; `new:1` for a role or group that is not in REDCap yet. */
  readonly key: string;
  readonly column: string;
  readonly before: string;
  readonly after: string;
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

type KeyCell = Pick<CellEdit, "draft" | "key">;

export function rowAdded({ draft, key }: KeyCell): CellEdit {
  return { draft, key, column: KEY_COLUMN[draft], before: "", after: key };
}

export function rowRemoved({ draft, key }: KeyCell): CellEdit {
  return { draft, key, column: KEY_COLUMN[draft], before: key, after: "" };
}

export function isRowAdded({ draft, key, column, before, after }: CellEdit): boolean {
  return column === KEY_COLUMN[draft] && before === "" && after === key;
}

export function isRowRemoved({ draft, key, column, before, after }: CellEdit): boolean {
  return column === KEY_COLUMN[draft] && before === key && after === "";
}

/** Names the row that an edit is about. A person is one row, in `users` and in `assignments`. */
export function rowId({ draft, key }: KeyCell): string {
  return JSON.stringify([draft === "assignments" ? "users" : draft, key]);
}

/** Who comes and who goes, as `users` has it; `assignments` is read with it. */
export interface PeopleChanges {
  readonly added: ReadonlySet<string>;
  readonly removed: ReadonlySet<string>;
}

export function peopleChanges(edits: readonly CellEdit[]): PeopleChanges {
  const keys = (is: (edit: CellEdit) => boolean) =>
    new Set(edits.filter((edit) => edit.draft === "users" && is(edit)).map((edit) => edit.key));
  return { added: keys(isRowAdded), removed: keys(isRowRemoved) };
}

/**
 * How many changes these are to a person: a row that is added or removed is one, whatever stands in it. `people`: those
 * whose rows are added in another draft.
 */
export function countChanges(edits: readonly CellEdit[], people?: PeopleChanges): number {
  const added = new Set(edits.filter(isRowAdded).map(rowId));
  for (const key of people?.added ?? []) added.add(rowId({ draft: "users", key }));
  return edits.filter((edit) => isRowAdded(edit) || !added.has(rowId(edit))).length;
}
