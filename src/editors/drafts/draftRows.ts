import { cellText, column } from "../../core/dataTable";
import type { Cell, DataTable } from "../../core/dataTable";
import { draftProblems, rowsByKey } from "../../core/drafts/diffDraft";
import { DRAFTS } from "../../core/edits/draftTables";
import type { DraftName } from "../../core/edits/edit";
import { sameValue } from "../../core/edits/sameValue";

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
  /** Neither the draft nor any of its rows has a problem. */
  readonly sound: boolean;
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
export function plainRows(
  draft: DraftName,
  now: DataTable,
  people: Elsewhere,
  { compared }: KnownRows = nothingKnown(),
): DraftRows {
  const readKey = column(now, DRAFTS[draft].key);
  const rows = now.rows.map((row) => {
    const known = compared.get(row);
    if (known && known.change === undefined && known.problem === undefined) return known;
    const made: DraftRow = { key: cellText(readKey(row)), cells: row.map(cellText), was: NOTHING };
    compared.set(row, made);
    return made;
  });
  return { rows, problems: [], changes: 0, sound: draftProblems(draft, now, now, people).length === 0 };
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
  const here = rowsByKey(now, keyName);
  const compare = rowComparer(draft, base, now.columns, known.compared);
  const gone =
    draft === "assignments" ? new Map<string, DraftRow[]>() : goneRows(base, now, keyName, here, known.removed);
  const rows = [...(gone.get("") ?? [])];
  const seen = new Set<string>();
  let changes = general.length;
  now.rows.forEach((row, index) => {
    const key = cellText(nowKey(row));
    const made = compare(key, row, wrong.get(index));
    changes += weightOf(draft, made);
    rows.push(made);
    if (!seen.has(key)) rows.push(...(key === "" ? [] : (gone.get(key) ?? [])));
    seen.add(key);
  });
  for (const list of gone.values()) changes += list.length;
  return { rows, problems: general, changes, sound: general.length + wrong.size === 0 };
}

/** How many changes a row of the draft counts as. */
export function weightOf(draft: DraftName, { change, was, problem }: DraftRow): number {
  // Somebody who comes in `users` is one change, and counted there.
  if (change === "added") return draft === "assignments" && problem === undefined ? 0 : 1;
  return Math.max(was.size, problem === undefined ? 0 : 1);
}

/** Compares rows of a draft with those of its base that have the same key. */
export function rowComparer(
  draft: DraftName,
  base: DataTable,
  columns: readonly string[],
  known: KnownRows["compared"],
): (key: string, row: Row, problem?: string) => DraftRow {
  const keyName = DRAFTS[draft].key;
  const before = rowsByKey(base, keyName);
  const fromBase = columns.map((name) => column(base, name));
  const shared = columns.map((name) => name !== keyName && base.columns.includes(name));
  return (key, row, problem) => {
    const kept = known.get(row);
    if (kept && kept.problem === problem) return kept;
    const old = before.get(key);
    const cells = row.map(cellText);
    const same = old === row || problem !== undefined;
    const was = old && !same ? changedCells(draft, columns, cells, old, fromBase, shared) : NOTHING;
    const change = old ? (was.size > 0 || problem !== undefined ? "changed" : undefined) : "added";
    const made: DraftRow = {
      key,
      cells,
      was,
      ...(change ? { change } : {}),
      ...(problem === undefined ? {} : { problem }),
    };
    known.set(row, made);
    return made;
  };
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
  now: DataTable,
  keyName: string,
  here: ReadonlyMap<string, Row>,
  known: WeakMap<Row, DraftRow>,
): Map<string, DraftRow[]> {
  const gone = new Map<string, DraftRow[]>();
  const readKey = column(base, keyName);
  const readers = now.columns.map((name) => column(base, name));
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
