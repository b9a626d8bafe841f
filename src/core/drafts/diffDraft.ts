import { cellText, column } from "../dataTable";
import type { Cell, DataTable } from "../dataTable";
import * as problem from "../rules/draftProblems";
import type { DraftProblem } from "../rules/draftProblems";
import type { CellEdit, DraftName, PeopleChanges } from "../edits/edit";
import { isLocalKey, KEY_COLUMN, rowAdded, rowRemoved } from "../edits/edit";
import { saysAlready } from "../edits/sameValue";

export interface DraftDiff {
  readonly edits: readonly CellEdit[];
  readonly problems: readonly DraftProblem[];
}

const NOBODY: PeopleChanges = { added: new Set(), removed: new Set() };

/**
 * What somebody changed between `base` and `now`: cell by cell, and rows that came or went. In `assignments` a row may
 * come or go only with its person in `users` (`people`): a line deleted by mistake must not take anybody's access away.
 */
export function diffDraft(
  draft: DraftName,
  base: DataTable,
  now: DataTable,
  people: PeopleChanges = NOBODY,
): DraftDiff {
  const edits: CellEdit[] = [];
  const cells = sharedCells(draft, base, now);
  const problems = draftProblems(draft, base, now, people, {
    row: (key, row, old) => {
      if (!old && draft !== "assignments") edits.push(rowAdded({ draft, key }));
      for (const { name, was, is } of cells) {
        const [a, b] = [old ? cellText(was(old)) : "", cellText(is(row))];
        if (a !== b && !saysAlready(draft, name, a, b.trim()))
          edits.push({ draft, key, column: name, before: a, after: b.trim() });
      }
    },
    gone: (key) => edits.push(rowRemoved({ draft, key })),
  });
  return { edits, problems };
}

type Row = readonly Cell[];

/** Hears of the rows that can stand as they are, and of those that are there no more. */
interface DraftVisitor {
  readonly row: (key: string, row: Row, old: Row | undefined) => void;
  readonly gone: (key: string) => void;
}

/** What is wrong with a draft. Cells are not looked at, so that it costs little to ask after every edit. */
export function draftProblems(
  draft: DraftName,
  base: DataTable,
  now: DataTable,
  people: PeopleChanges = NOBODY,
  visit?: DraftVisitor,
): readonly DraftProblem[] {
  const keyName = KEY_COLUMN[draft];
  const problems = problem.columnProblems(draft, base, now);
  if (!now.columns.includes(keyName)) return problems;
  const before = rowsByKey(base, keyName);
  if (draft !== "assignments" && now.rows.length === 0 && before.size > 1)
    return [...problems, problem.everyRowGone(draft)];
  const seen = new Set<string>();
  const readKey = column(now, keyName);
  now.rows.forEach((row, index) => {
    const key = cellText(readKey(row)).trim();
    const old = before.get(key);
    const wrong = rowProblem(draft, key, index, { twice: seen.has(key), known: old !== undefined, people });
    seen.add(key);
    if (!wrong) return visit?.row(key, row, old);
    // A role that was created a moment ago can be listed without its id: nothing to say while nobody touches it.
    const touched = () =>
      sharedCells(draft, base, now).some(({ was, is }) => cellText(was(old ?? [])) !== cellText(is(row)));
    if (key || !old || touched()) problems.push(wrong);
  });
  for (const key of before.keys()) {
    if (seen.has(key) || key === "") continue;
    if (draft !== "assignments") visit?.gone(key);
    else if (!people.removed.has(key)) problems.push(problem.rowMissing(key));
  }
  return problems;
}

/** Columns that both tables have, but for the key. */
function sharedCells(draft: DraftName, base: DataTable, now: DataTable) {
  return now.columns
    .filter((name) => name !== KEY_COLUMN[draft] && base.columns.includes(name))
    .map((name) => ({ name, was: column(base, name), is: column(now, name) }));
}

function rowProblem(
  draft: DraftName,
  key: string,
  row: number,
  { twice, known, people }: { readonly twice: boolean; readonly known: boolean; readonly people: PeopleChanges },
): DraftProblem | undefined {
  if (!key) return problem.keyMissing(draft, row);
  if (twice) return problem.keyTwice(draft, key, row);
  if (known || draft === "users") return undefined;
  if (draft === "assignments") return people.added.has(key) ? undefined : problem.rowUnknown(key, row);
  return isLocalKey(key) ? undefined : problem.keyInvented(draft, key, row);
}

const keyed = new WeakMap<DataTable, Map<string, ReadonlyMap<string, Row>>>();

/** A table's rows by the text of a column. A base is asked for them after every edit of what is compared with it. */
export function rowsByKey(table: DataTable, name: string): ReadonlyMap<string, Row> {
  const known = keyed.get(table) ?? new Map<string, ReadonlyMap<string, Row>>();
  keyed.set(table, known);
  const key = column(table, name);
  const rows = known.get(name) ?? new Map(table.rows.map((row) => [cellText(key(row)), row]));
  known.set(name, rows);
  return rows;
}
