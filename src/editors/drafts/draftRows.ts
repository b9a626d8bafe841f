import { cellText, column } from "../../core/dataTable";
import type { Cell, DataTable } from "../../core/dataTable";
import { english } from "../../core/text/message";
import type { Message } from "../../core/text/message";
import { baseRows, cellComparer, draftProblems, pairRows, rowChange, rowGone } from "../../core/drafts/diffDraft";
import type { RowPair } from "../../core/drafts/diffDraft";
import { DRAFTS } from "../../core/edits/draftTables";
import { changesIn } from "../../core/edits/edit";
import type { DraftName, PeopleChanges, RowChange } from "../../core/edits/edit";

/** One row as the grid shows it: of the draft, or of the base when the draft has it no more. */
export interface DraftRow {
  /** As it stands in the text. */
  readonly key: string;
  /** The row of the base that it is compared with. */
  readonly old: Row | undefined;
  /** In the order of the draft's columns. */
  readonly cells: readonly string[];
  readonly change?: RowChange | undefined;
}

export interface DraftRows {
  readonly rows: readonly DraftRow[];
  /** Problems that belong to no row. */
  readonly problems: readonly Message[];
  readonly changes: number;
  /** Neither the draft nor any of its rows has a problem. */
  readonly sound: boolean;
}

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
  people: PeopleChanges,
  { compared }: KnownRows = nothingKnown(),
): DraftRows {
  const readKey = column(now, DRAFTS[draft].key);
  const rows = now.rows.map((row) => {
    const known = compared.get(row);
    if (known && known.change === undefined) return known;
    const made: DraftRow = { key: cellText(readKey(row)), old: row, cells: row.map(cellText) };
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
  people: PeopleChanges,
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
  pairs.forEach((pair, index) => {
    const { key, row } = pair;
    const made = compare(cellText(readKey(row)), pair, wrong.get(index));
    changes += made.change ? changesIn(made.change) : 0;
    rows.push(made);
    if (!seen.has(key) && key !== "") rows.push(...(gone.get(key) ?? []));
    seen.add(key);
  });
  // A draft without any row is one mistake, not so many wishes.
  if (!everyRowGone) for (const list of gone.values()) changes += list.length;
  return { rows, problems: general, changes, sound: general.length + wrong.size === 0 };
}

/** Tells how a row of a draft stands beside its row of the base. */
export function rowComparer(
  draft: DraftName,
  base: DataTable,
  columns: readonly string[],
  known: KnownRows["compared"],
): (key: string, pair: RowPair, problem?: Message) => DraftRow {
  const changed = cellComparer(draft, base, columns);
  return (key, pair, problem) => {
    const { row, old } = pair;
    const kept = known.get(row);
    if (kept && inEnglish(kept.change?.problems[0]) === inEnglish(problem) && kept.old === old) return kept;
    const made: DraftRow = { key, old, cells: row.map(cellText), change: rowChange(draft, pair, changed, problem) };
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
      change: rowGone(draft, key),
    };
    known.set(row, made);
    const after = gone.get(last);
    if (after) after.push(made);
    else gone.set(last, [made]);
  }
  return gone;
}

/** Problems by row, and those of the whole draft. */
function problemsOf(draft: DraftName, base: DataTable, now: DataTable, people: PeopleChanges) {
  const wrong = new Map<number, Message>();
  const general: Message[] = [];
  const problems = draftProblems(draft, base, now, people);
  for (const { place, message } of problems) {
    const { row = -1 } = place;
    if (row < 0) general.push(message);
    else wrong.set(row, message);
  }
  return { wrong, general, everyRowGone: problems.some(({ rule }) => rule === "everyRowGone") };
}

function inEnglish(said: Message | undefined): string | undefined {
  return said && english(said);
}
