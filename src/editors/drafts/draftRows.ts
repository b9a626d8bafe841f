import { cellText, column } from "../../core/dataTable";
import type { Cell, DataTable } from "../../core/dataTable";
import { draftProblems, baseRows, cellComparer, pairRows } from "../../core/drafts/diffDraft";
import { DRAFTS } from "../../core/edits/draftTables";
import type { DraftName } from "../../core/edits/edit";

/** One row as the grid shows it: of the draft, or of the base when the draft has it no more. */
export interface DraftRow {
  /** As it stands in the text. */
  readonly key: string;
  /** The row of the base that it is compared with. */
  readonly old: Row | undefined;
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
    const made: DraftRow = { key: cellText(readKey(row)), old: row, cells: row.map(cellText), was: NOTHING };
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
  const { wrong, general, everyRowGone } = problemsOf(draft, base, now, people);
  const readKey = column(now, DRAFTS[draft].key);
  const compare = rowComparer(draft, base, now.columns, known.compared);
  const pairs = pairRows(draft, base, now);
  const gone = draft === "assignments" ? new Map<string, DraftRow[]>() : goneRows(draft, base, now, known.removed);
  const rows = [...(gone.get("") ?? [])];
  const seen = new Set<string>();
  let changes = general.length;
  pairs.forEach(({ key, row, old }, index) => {
    const made = compare(cellText(readKey(row)), row, old, wrong.get(index));
    changes += weightOf(draft, made);
    rows.push(made);
    if (!seen.has(key) && key !== "") rows.push(...(gone.get(key) ?? []));
    seen.add(key);
  });
  // A draft without any row is one mistake, not so many wishes.
  if (!everyRowGone) for (const list of gone.values()) changes += list.length;
  return { rows, problems: general, changes, sound: general.length + wrong.size === 0 };
}

/** How many changes a row of the draft counts as. */
export function weightOf(draft: DraftName, { change, was, problem }: DraftRow): number {
  // Somebody who comes in `users` is one change, and counted there.
  if (change === "added") return draft === "assignments" && problem === undefined ? 0 : 1;
  return Math.max(was.size, problem === undefined ? 0 : 1);
}

/** Tells how a row of a draft stands beside its row of the base. */
export function rowComparer(
  draft: DraftName,
  base: DataTable,
  columns: readonly string[],
  known: KnownRows["compared"],
): (key: string, row: Row, old: Row | undefined, problem?: string) => DraftRow {
  const changed = cellComparer(draft, base, columns);
  return (key, row, old, problem) => {
    const kept = known.get(row);
    if (kept && kept.problem === problem && kept.old === old) return kept;
    const cells = old && problem === undefined ? changed(row, old) : [];
    const was = cells.length === 0 ? NOTHING : new Map(cells.map(({ column: name, before }) => [name, before]));
    const change = old ? (was.size > 0 || problem !== undefined ? "changed" : undefined) : "added";
    const made: DraftRow = {
      key,
      old,
      cells: row.map(cellText),
      was,
      ...(change ? { change } : {}),
      ...(problem === undefined ? {} : { problem }),
    };
    known.set(row, made);
    return made;
  };
}

/** Rows that only the base has, by the key of the row before them that is still there ('' for none). */
function goneRows(
  draft: DraftName,
  base: DataTable,
  now: DataTable,
  known: WeakMap<Row, DraftRow>,
): Map<string, DraftRow[]> {
  const gone = new Map<string, DraftRow[]>();
  const [here, before] = [baseRows(draft, now).rows, baseRows(draft, base).rows];
  const readers = now.columns.map((name) => column(base, name));
  let last = "";
  for (const [key, [row]] of before) {
    if (here.has(key)) {
      last = key;
      continue;
    }
    // What has no name yet cannot be removed either.
    if (!row || key.trim() === "") continue;
    const made: DraftRow = known.get(row) ?? {
      key,
      old: row,
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
function problemsOf(draft: DraftName, base: DataTable, now: DataTable, people: Elsewhere) {
  const wrong = new Map<number, string>();
  const general: string[] = [];
  const problems = draftProblems(draft, base, now, people);
  for (const { row, message } of problems) {
    if (row === undefined) general.push(message);
    else wrong.set(row, message);
  }
  return { wrong, general, everyRowGone: problems.some(({ code }) => code === "everyRowGone") };
}
