import { cellText, column } from "../dataTable";
import type { Cell, DataTable } from "../dataTable";
import { diffDraft } from "./diffDraft";
import { NO_SERVER_NAMES, resolveEdit } from "../edits/serverNames";
import type { ServerNames } from "../edits/serverNames";
import type { DraftName, Edit, PeopleChanges, SetCell } from "../edits/edit";
import { cellsIn, KEY_COLUMN, keyOf, NAME_COLUMN } from "../edits/edit";
import { BySpelling } from "../access/usernames";
import { isConflict } from "../edits/sameValue";

/**
 * What becomes of a cell that somebody else changed too: it stays a conflict, the draft's value wins (it then reads as a
 * change of what REDCap says now), or REDCap's value does.
 */
export type ConflictChoice = "keep" | "mine" | "theirs";

/** One answer for all conflicts, or one for each. */
export type ConflictChoices = ConflictChoice | ((edit: SetCell) => ConflictChoice);

export interface Rebased {
  readonly base: DataTable;
  readonly now: DataTable;
  /** Rows that were edited and that REDCap does not have any more, by the names that people read: their edits are gone. */
  readonly dropped: readonly string[];
}

export interface RebaseOptions {
  /** What REDCap calls by now what the draft calls by names of ours, or by former ones. */
  readonly serverNames?: ServerNames;
  /** Who comes and goes in `users`, for `assignments`. */
  readonly people?: PeopleChanges;
}

/**
 * Moves a draft onto a fresh read: what REDCap shows as wanted is no longer a change, the other edits stay. A cell that
 * somebody else changed keeps its old value in the base, so that it still shows as a conflict and is not overwritten,
 * unless a person has chosen otherwise. undefined: the draft has problems and must be put right first.
 */
export function rebaseDraft(
  draft: DraftName,
  base: DataTable,
  now: DataTable,
  fresh: DataTable,
  conflicts: ConflictChoices = "keep",
  { serverNames = NO_SERVER_NAMES, people }: RebaseOptions = {},
): Rebased | undefined {
  const diff = diffDraft(draft, base, now, people);
  if (diff.problems.length > 0) return undefined;
  const byRow = new BySpelling<Edit[]>(keyOf[draft]);
  for (const edit of diff.edits.map((each) => resolveEdit(each, serverNames))) {
    const row = byRow.get(edit.key);
    if (row) row.push(edit);
    else byRow.set(edit.key, [edit]);
  }
  const choice = typeof conflicts === "function" ? conflicts : () => conflicts;
  const is = (wanted: ConflictChoice, edit: SetCell, live: string) => isConflict(edit, live) && choice(edit) === wanted;
  const keyName = KEY_COLUMN[draft];
  const readKey = column(fresh, keyName);
  const keys = new BySpelling<true>(
    keyOf[draft],
    fresh.rows.map((row) => [cellText(readKey(row)), true]),
  );
  const edited = (pick: (edit: SetCell, live: string) => Cell, leaves: boolean): DataTable => ({
    columns: fresh.columns,
    rows: fresh.rows.flatMap((row) => {
      const mine = byRow.get(cellText(readKey(row)));
      if (!mine) return [row];
      if (leaves && mine.some(({ kind }) => kind === "remove")) return [];
      const cells = cellsIn(mine);
      return [
        fresh.columns.map((name, index) => {
          const edit = cells.find((candidate) => candidate.column === name);
          return edit ? pick(edit, cellText(row[index])) : row[index];
        }),
      ];
    }),
  });
  const mine = edited((edit, live) => (is("theirs", edit, live) ? live : edit.after), true);
  return {
    base: edited((edit, live) => (is("keep", edit, live) ? edit.before : live), false),
    now: { ...mine, rows: [...mine.rows, ...addedRows(draft, byRow, keys, fresh, people)] },
    dropped: [...byRow].flatMap(([key, edits]) =>
      keys.has(key) || edits.some(({ kind }) => kind !== "set") ? [] : [nameIn(base, draft, key)],
    ),
  };
}

/** What people call a row: a role's or group's label, a username. */
function nameIn(table: DataTable, draft: DraftName, key: string): string {
  const isKey = column(table, KEY_COLUMN[draft]);
  const row = table.rows.find((each) => cellText(isKey(each)) === key);
  const name = draft === "roles" || draft === "dags" ? NAME_COLUMN[draft] : undefined;
  return (row && name && cellText(column(table, name)(row))) || key;
}

/** Rows that REDCap does not have yet stay in the draft; of `assignments` those of people whom `users` adds. */
function addedRows(
  draft: DraftName,
  byRow: ReadonlyMap<string, readonly Edit[]>,
  there: Pick<BySpelling<true>, "has">,
  { columns }: DataTable,
  people: PeopleChanges | undefined,
): readonly (readonly Cell[])[] {
  return [...byRow].flatMap(([key, edits]) => {
    const comes =
      edits.some(({ kind }) => kind === "add") || (draft === "assignments" && (people?.added.has(key) ?? false));
    if (there.has(key) || !comes) return [];
    const cell = (name: string) => cellsIn(edits).find((edit) => edit.column === name)?.after ?? "";
    return [columns.map((name) => (name === KEY_COLUMN[draft] ? key : cell(name)))];
  });
}
