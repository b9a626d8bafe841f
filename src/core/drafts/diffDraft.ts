import { cellText, column } from "../dataTable";
import type { Cell, DataTable } from "../dataTable";
import { BySpelling, Usernames } from "../access/usernames";
import { COLUMN_RULES } from "../rules/columnRules";
import { placed } from "../rules/problem";
import type { Problem } from "../rules/problem";
import { ROW_RULES } from "../rules/rowRules";
import { breaks } from "../rules/rule";
import type { Message } from "../text/message";
import type { DraftName, Edit, PeopleChanges, RowChange, SetCell } from "../edits/edit";
import { editsOf, isLocalKey, KEY_COLUMN, keyOf, setCell } from "../edits/edit";
import { saysAlready } from "../edits/sameValue";

/** A draft beside its base, told once for all: what plan, grid and counts say of it comes from here. */

export interface DraftDiff {
  readonly edits: readonly Edit[];
  readonly problems: readonly Problem[];
}

type Row = readonly Cell[];

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
  const rows: RowChange[] = [];
  const changed = cellComparer(draft, base, now.columns);
  const problems = draftProblems(draft, base, now, people, {
    row: (pair) => {
      const change = rowChange(draft, pair, changed);
      if (change) rows.push(change);
    },
    gone: (key) => rows.push(rowGone(draft, key)),
  });
  return { edits: rows.flatMap((row) => (draft === "assignments" ? row.cells : editsOf(row))), problems };
}

/** What becomes of a row of the base; undefined when it says the same and nothing is wrong with it. */
export function rowChange(
  draft: DraftName,
  { key, row, old }: RowPair,
  changed: CellComparer,
  problem?: Message,
): RowChange | undefined {
  const cells = problem === undefined ? changed(key, row, old) : [];
  if (old && cells.length === 0 && problem === undefined) return undefined;
  return { draft, key, kind: old ? "set" : "add", cells, problems: problem === undefined ? [] : [problem] };
}

export function rowGone(draft: DraftName, key: string): RowChange {
  return { draft, key, kind: "remove", cells: [], problems: [] };
}

/** A row of a draft, and the row of the base that it is compared with. */
export interface RowPair {
  /** As the base spells it; of a person who is new, as `users` does. */
  readonly key: string;
  readonly row: Row;
  readonly old: Row | undefined;
}

/** Hears of the rows that can stand as they are, and of those that are there no more. */
interface DraftVisitor {
  readonly row: (pair: RowPair) => void;
  readonly gone: (key: string) => void;
}

/** What is wrong with a draft. Cells are not looked at, so that it costs little to ask after every edit. */
export function draftProblems(
  draft: DraftName,
  base: DataTable,
  now: DataTable,
  people: PeopleChanges = NOBODY,
  visit?: DraftVisitor,
): readonly Problem[] {
  const problems = columnProblems(draft, base, now);
  if (!now.columns.includes(KEY_COLUMN[draft])) return problems;
  const before = baseRows(draft, base);
  // An emptied document is a mishap, never the wish to remove everybody.
  if (draft !== "assignments" && now.rows.length === 0 && before.rows.size > 1)
    return [...problems, placed(breaks(ROW_RULES.everyRowGone, draft), { draft })];
  const { added, removed } = { added: new Usernames(people.added), removed: new Usernames(people.removed) };
  const changed = cellComparer(draft, base, now.columns);
  const pairs = pairRows(draft, base, now);
  const seen = new Map<string, number>();
  pairs.forEach((found, index) => {
    const pair = draft === "assignments" && !found.old ? { ...found, key: added.spelled(found.key) } : found;
    const { key, row, old } = pair;
    const first = seen.get(key);
    const twice = first !== undefined || before.twice.has(key);
    seen.set(key, first ?? index);
    const broken = rowProblem(draft, key, { twice, known: old !== undefined, added });
    const at = { draft, row: index, column: now.columns.indexOf(KEY_COLUMN[draft]), keys: [key] };
    const wrong = broken && { ...placed(broken, at), ...(first === undefined ? {} : { other: first }) };
    if (!wrong) visit?.row(pair);
    // What REDCap itself says twice or of nobody is no mistake of anybody's while it stands as it came.
    else if (!old || changed(key, row, old).length > 0) problems.push(wrong);
  });
  for (const key of before.rows.keys()) {
    if (seen.has(key) || key.trim() === "") continue;
    if (draft !== "assignments") visit?.gone(key);
    else if (!removed.has(key)) problems.push(placed(breaks(ROW_RULES.rowMissing, key), { draft, keys: [key] }));
  }
  return problems;
}

/** Each row of a draft with its row of the base: the second of a key with the second there. */
export function pairRows(draft: DraftName, base: DataTable, now: DataTable): readonly RowPair[] {
  const before = baseRows(draft, base).rows;
  const readKey = column(now, KEY_COLUMN[draft]);
  const met = new BySpelling<number>(keyOf[draft]);
  return now.rows.map((row) => {
    const said = cellText(readKey(row));
    const key = before.has(said) ? before.spelled(said) : met.spelled(said);
    const index = met.get(key) ?? 0;
    met.set(key, index + 1);
    return { key, row, old: before.get(key)?.[index] };
  });
}

/** Tells which cells of a row say something else than in the base; all that are filled in a row that is new. */
export type CellComparer = (key: string, row: Row, old: Row | undefined) => readonly SetCell[];

export function cellComparer(draft: DraftName, base: DataTable, columns: readonly string[]): CellComparer {
  // A table without rows can come without columns too.
  const bare = !base.columns.some(Boolean);
  const shared = columns.flatMap((name, index) =>
    name !== KEY_COLUMN[draft] && (bare || base.columns.includes(name))
      ? [{ name, index, was: column(base, name) }]
      : [],
  );
  return (key, row, old) => {
    if (row === old) return [];
    return shared.flatMap(({ name, index, was }) => {
      const [before, after] = [old ? cellText(was(old)) : "", cellText(row[index])];
      if (before === after || saysAlready(draft, name, before, after.trim())) return [];
      return [setCell(draft, key, name, before, after.trim())];
    });
  };
}

function columnProblems(draft: DraftName, base: DataTable, now: DataTable): Problem[] {
  // A table without rows can come without columns too.
  if (!base.columns.some(Boolean)) return [];
  const gone = base.columns.filter((name) => !now.columns.includes(name));
  const added = now.columns.filter((name) => !base.columns.includes(name));
  return [
    ...gone.map((name) => placed(breaks(COLUMN_RULES.columnMissing, draft, name), { draft, row: -1, column: 0 })),
    ...added.map((name) =>
      placed(breaks(COLUMN_RULES.columnUnknown, draft, name), { draft, row: -1, column: now.columns.indexOf(name) }),
    ),
  ];
}

function rowProblem(
  draft: DraftName,
  key: string,
  { twice, known, added }: { readonly twice: boolean; readonly known: boolean; readonly added: Usernames },
): Problem | undefined {
  if (key.trim() === "") return breaks(ROW_RULES.keyMissing, draft);
  if (twice) return breaks(ROW_RULES.keyTwice, draft, key);
  if (known || draft === "users") return undefined;
  // A person exists by `users` alone; roles and groups that are new have names of ours.
  if (draft === "assignments") return added.has(key) ? undefined : breaks(ROW_RULES.unknownUser, [key]);
  return isLocalKey(key) ? undefined : breaks(ROW_RULES.unknownRow, draft, key, "draft");
}

interface BaseRows {
  /** By key; what REDCap lists twice has several. */
  readonly rows: BySpelling<readonly Row[]>;
  readonly twice: ReadonlySet<string>;
}

const known = new WeakMap<DataTable, Map<DraftName, BaseRows>>();

/** A table's rows by key. A base is asked for them after every edit of what is compared with it. */
export function baseRows(draft: DraftName, table: DataTable): BaseRows {
  const found = known.get(table) ?? new Map<DraftName, BaseRows>();
  known.set(table, found);
  const made = found.get(draft) ?? groupRows(draft, table);
  found.set(draft, made);
  return made;
}

function groupRows(draft: DraftName, table: DataTable): BaseRows {
  const readKey = column(table, KEY_COLUMN[draft]);
  const rows = new BySpelling<Row[]>(keyOf[draft]);
  const twice = new Set<string>();
  for (const row of table.rows) {
    const key = rows.spelled(cellText(readKey(row)));
    const others = rows.get(key);
    if (others && key !== "") twice.add(key);
    if (others) others.push(row);
    else rows.set(cellText(readKey(row)), [row]);
  }
  return { rows, twice };
}
