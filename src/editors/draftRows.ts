import { cellText, column } from "../core/dataTable";
import type { Cell, DataTable } from "../core/dataTable";
import { diffDraft, DRAFTS } from "../core/draft";
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

/** A draft nobody has changed: every row as it stands. */
export function plainRows(draft: DraftName, now: DataTable): DraftRows {
  const readKey = column(now, DRAFTS[draft].key);
  const rows = now.rows.map((row) => ({ key: cellText(readKey(row)), cells: row.map(cellText), was: NOTHING }));
  return { rows, problems: [], changes: 0 };
}

/** The draft's rows beside its base: what changed, came and went. Removed rows stay where they were. */
export function draftRows(draft: DraftName, base: DataTable, now: DataTable, people: Elsewhere): DraftRows {
  const { key: keyName } = DRAFTS[draft];
  const [wrong, general] = problemsOf(draft, base, now, people);
  const [baseKey, nowKey] = [column(base, keyName), column(now, keyName)];
  const before = new Map(base.rows.map((row) => [cellText(baseKey(row)), row]));
  const here = new Set(now.rows.map((row) => cellText(nowKey(row))));
  const fromBase = now.columns.map((name) => column(base, name));
  const shared = now.columns.map((name) => name !== keyName && base.columns.includes(name));
  const gone = draft === "assignments" ? new Map<string, DraftRow[]>() : goneRows(base, baseKey, here, fromBase);
  const rows = [...(gone.get("") ?? [])];
  const seen = new Set<string>();
  let changes = general.length;
  now.rows.forEach((row, index) => {
    const key = cellText(nowKey(row));
    const old = before.get(key);
    const problem = wrong.get(index);
    const cells = row.map(cellText);
    const was = old && problem === undefined ? changedCells(draft, now.columns, cells, old, fromBase, shared) : NOTHING;
    const change = old ? (was.size > 0 || problem !== undefined ? "changed" : undefined) : "added";
    changes += change === "added" ? 1 : Math.max(was.size, problem === undefined ? 0 : 1);
    rows.push({ key, cells, was, ...(change ? { change } : {}), ...(problem === undefined ? {} : { problem }) });
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
  readKey: (row: readonly Cell[]) => Cell,
  here: ReadonlySet<string>,
  readers: readonly ((row: readonly Cell[]) => Cell)[],
): Map<string, DraftRow[]> {
  const gone = new Map<string, DraftRow[]>();
  let last = "";
  for (const row of base.rows) {
    const key = cellText(readKey(row));
    if (here.has(key)) {
      last = key;
      continue;
    }
    const cells = readers.map((read) => cellText(read(row)));
    gone.set(last, [...(gone.get(last) ?? []), { key, cells, was: NOTHING, change: "removed" }]);
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
  for (const { code, row, message } of diffDraft(draft, base, now, people).problems) {
    if (code === "columnUnknown" && !base.columns.some(Boolean)) continue;
    if (row === undefined) general.push(message);
    else wrong.set(row, message);
  }
  return [wrong, general];
}
