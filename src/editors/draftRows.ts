import { cellText, column } from "../core/dataTable";
import type { Cell, DataTable } from "../core/dataTable";
import { draftProblems, DRAFTS, rowsByKey } from "../core/draft";
import type { DraftName } from "../core/plan";
import { sameValue } from "../core/sameValue";

/** One row as the grid shows it: of the draft, or of the base when the draft has it no more. */
export interface DraftRow {
  readonly key: string;
  /** In the order of the draft's columns. */
  readonly cells: readonly string[];
  readonly change?: "changed" | "added" | "removed";
  /** What the base says, by column name. */
  readonly was: ReadonlyMap<string, string>;
  /** Why the row cannot stand as it is. */
  readonly problem?: string;
}

export interface DraftRows {
  readonly rows: readonly DraftRow[];
  /** Problems that belong to no row. */
  readonly problems: readonly string[];
  readonly changes: number;
}

/** People, roles or groups that another draft of the project adds or removes. */
export interface Elsewhere {
  readonly added: ReadonlySet<string>;
  readonly removed: ReadonlySet<string>;
}

const NOTHING: ReadonlyMap<string, string> = new Map();

type Row = readonly Cell[];

/** Rows as they were worked out before, of the draft and of the base: those that are as they were can be kept. */
export interface KnownRows {
  readonly compared: WeakMap<Row, DraftRow>;
  readonly removed: WeakMap<Row, DraftRow>;
}

/** A draft nobody has changed: every row as it stands. */
export function plainRows(draft: DraftName, now: DataTable, { compared }: KnownRows = nothingKnown()): DraftRows {
  const readKey = column(now, DRAFTS[draft].key);
  const rows = now.rows.map((row) => {
    const known = compared.get(row);
    if (known && known.change === undefined && known.problem === undefined) return known;
    const made: DraftRow = { key: cellText(readKey(row)), cells: row.map(cellText), was: NOTHING };
    compared.set(row, made);
    return made;
  });
  return { rows, problems: [], changes: 0 };
}

function nothingKnown(): KnownRows {
  return { compared: new WeakMap(), removed: new WeakMap() };
}

/** The draft's rows beside its base: what changed, came and went. Removed rows stay where they were. */
export function draftRows(
  draft: DraftName,
  base: DataTable,
  now: DataTable,
  people: Elsewhere,
  known: KnownRows = nothingKnown(),
): DraftRows {
  const { key: keyName } = DRAFTS[draft];
  const [wrong, general] = problemsOf(draft, base, now, people);
  const nowKey = column(now, keyName);
  const [before, here] = [rowsByKey(base, keyName), rowsByKey(now, keyName)];
  const fromBase = now.columns.map((name) => column(base, name));
  const shared = now.columns.map((name) => name !== keyName && base.columns.includes(name));
  const gone =
    draft === "assignments" ? new Map<string, DraftRow[]>() : goneRows(base, keyName, here, fromBase, known.removed);
  const rows = [...(gone.get("") ?? [])];
  const compare = (key: string, row: Row, old: Row | undefined, problem: string | undefined): DraftRow => {
    const cells = row.map(cellText);
    const same = old === row || problem !== undefined;
    const was = old && !same ? changedCells(draft, now.columns, cells, old, fromBase, shared) : NOTHING;
    const change = old ? (was.size > 0 || problem !== undefined ? "changed" : undefined) : "added";
    return { key, cells, was, ...(change ? { change } : {}), ...(problem === undefined ? {} : { problem }) };
  };
  const seen = new Set<string>();
  let changes = general.length;
  now.rows.forEach((row, index) => {
    const key = cellText(nowKey(row));
    const old = before.get(key);
    const problem = wrong.get(index);
    const kept = known.compared.get(row);
    const made = kept && kept.problem === problem ? kept : compare(key, row, old, problem);
    known.compared.set(row, made);
    // Somebody who comes in `users` is one change, and counted there.
    if (made.change === "added") changes += draft === "assignments" && problem === undefined ? 0 : 1;
    else changes += Math.max(made.was.size, problem === undefined ? 0 : 1);
    rows.push(made);
    if (!seen.has(key)) rows.push(...(key === "" ? [] : (gone.get(key) ?? [])));
    seen.add(key);
  });
  for (const list of gone.values()) changes += list.length;
  return { rows, problems: general, changes };
}

function changedCells(
  draft: DraftName,
  columns: readonly string[],
  cells: readonly string[],
  old: readonly Cell[],
  fromBase: readonly ((row: readonly Cell[]) => Cell)[],
  shared: readonly boolean[],
): ReadonlyMap<string, string> {
  let was: Map<string, string> | undefined;
  columns.forEach((name, index) => {
    const [a, b] = [cellText(fromBase[index]?.(old)), cells[index] ?? ""];
    if (a === b || !shared[index] || sameValue(draft, name, a, b) || sameValue(draft, name, a, b.trim())) return;
    was = (was ?? new Map<string, string>()).set(name, a);
  });
  return was ?? NOTHING;
}

/** Rows that only the base has, by the key of the row before them that is still there ('' for none). */
function goneRows(
  base: DataTable,
  keyName: string,
  here: ReadonlyMap<string, Row>,
  readers: readonly ((row: Row) => Cell)[],
  known: WeakMap<Row, DraftRow>,
): Map<string, DraftRow[]> {
  const gone = new Map<string, DraftRow[]>();
  const readKey = column(base, keyName);
  let last = "";
  for (const row of base.rows) {
    const key = cellText(readKey(row));
    if (here.has(key)) {
      last = key;
      continue;
    }
    const made: DraftRow = known.get(row) ?? {
      key,
      cells: readers.map((read) => cellText(read(row))),
      was: NOTHING,
      change: "removed",
    };
    known.set(row, made);
    const after = gone.get(last);
    if (after) after.push(made);
    else gone.set(last, [made]);
  }
  return gone;
}

/** Problems by row, and those of the whole draft. */
function problemsOf(
  draft: DraftName,
  base: DataTable,
  now: DataTable,
  people: Elsewhere,
): readonly [ReadonlyMap<number, string>, readonly string[]] {
  const wrong = new Map<number, string>();
  const general: string[] = [];
  for (const { code, row, message } of draftProblems(draft, base, now, people)) {
    if (code === "columnUnknown" && !base.columns.some(Boolean)) continue;
    if (row === undefined) general.push(message);
    else wrong.set(row, message);
  }
  return [wrong, general];
}
