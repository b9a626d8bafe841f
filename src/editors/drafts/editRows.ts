import { decodeCsv, encodeCsv } from "../../codec/csv";
import { cellText, column } from "../../core/dataTable";
import type { Cell, DataTable } from "../../core/dataTable";
import { DRAFTS } from "../../core/edits/draftTables";
import type { DraftName } from "../../core/edits/edit";
import { BySpelling } from "../../core/access/usernames";
import { baseRows } from "../../core/drafts/diffDraft";
import { keyOf, NAME_COLUMN } from "../../core/edits/edit";
import { noRow, unreadable } from "./editDraft";
import { own } from "../../core/own";

const LOCAL = /^new:(\d{1,9})$/;

/**
 * The draft's text with rows at its end, told by column; all their other cells are blank.
 * @throws Error when it cannot be read
 */
export function withNewRows(draft: DraftName, text: string, rows: readonly Readonly<Record<string, string>>[]): string {
  const read = readable(text);
  // A table without rows can come without columns too.
  const table = read.columns.some(Boolean) ? read : { ...read, columns: Object.keys(rows[0] ?? {}) };
  const there = keysOf(draft, table);
  const added = rows
    .filter((row) => !there.has(own(row, DRAFTS[draft].key) ?? ""))
    .map((row) => table.columns.map((name) => own(row, name) ?? ""));
  return encodeCsv({ ...table, rows: [...table.rows, ...added] });
}

/** A copy of a row below it, with other values in some columns. */
export function withCopy(
  draft: DraftName,
  text: string,
  key: string,
  values: Readonly<Record<string, string>>,
): string {
  const table = readable(text);
  const readKey = column(table, DRAFTS[draft].key);
  const at = table.rows.findIndex((row) => cellText(readKey(row)) === key);
  const original = table.rows[at];
  if (!original) throw noRow(key);
  const copy = table.columns.map((name, index) => own(values, name) ?? original[index]);
  return encodeCsv({ ...table, rows: table.rows.toSpliced(at + 1, 0, copy) });
}

/** Without the rows of these keys. */
export function withoutRows(draft: DraftName, text: string, keys: readonly string[]): string {
  const table = readable(text);
  const readKey = column(table, DRAFTS[draft].key);
  const gone = keysAs(draft, keys);
  return encodeCsv({ ...table, rows: table.rows.filter((row) => !gone.has(cellText(readKey(row)))) });
}

/** With the rows of these keys as the base has them, where they stood. Rows that the base does not know stay. */
export function withRestored(draft: DraftName, text: string, base: string, keys: readonly string[]): string {
  const table = readable(text);
  const old = decodeCsv(base).table;
  const [readKey, oldKey] = [column(table, DRAFTS[draft].key), column(old, DRAFTS[draft].key)];
  const fromBase = table.columns.map((name) => column(old, name));
  const wanted = keysAs(draft, keys);
  const here = keysOf(draft, table);
  const asBefore = new BySpelling<readonly Cell[]>(keyOf[draft]);
  const back = new BySpelling<(readonly Cell[])[]>(keyOf[draft]);
  let last = "";
  for (const row of old.rows) {
    const key = cellText(oldKey(row));
    const cells = fromBase.map((read) => read(row));
    if (here.has(key)) {
      if (wanted.has(key)) asBefore.set(key, cells);
      last = key;
    } else if (wanted.has(key)) back.set(last, [...(back.get(last) ?? []), cells]);
  }
  const rows = table.rows.flatMap((row) => {
    const key = cellText(readKey(row));
    return [asBefore.get(key) ?? row, ...(back.get(key) ?? [])];
  });
  return encodeCsv({ ...table, rows: [...(back.get("") ?? []), ...rows] });
}

/** `new:1`, `new:2`, …: names for what REDCap has given no id yet. They are never sent. */
export function nextLocalKey(draft: DraftName, ...texts: readonly string[]): string {
  const numbers = texts.flatMap((text) =>
    [...keysOf(draft, decodeCsv(text).table).keys()].map((key) => Number(LOCAL.exec(key)?.[1] ?? 0)),
  );
  return `new:${numbers.reduce((most, each) => Math.max(most, each), 0) + 1}`;
}

/** Keys of the rows that a draft's text holds. */
export function draftKeys(draft: DraftName, text: string): Pick<BySpelling<unknown>, "has" | "spelled"> {
  return keysOf(draft, decodeCsv(text).table);
}

/** What people call the rows that a draft's text holds. */
export function draftNames(draft: DraftName, text: string): readonly string[] {
  const { table } = decodeCsv(text);
  const readName = column(table, NAME_COLUMN[draft]);
  return table.rows.map((row) => cellText(readName(row)));
}

/** What a draft adds and removes; the name people read stands by an added key. */
export function cameAndWent(draft: DraftName, table: DataTable, base: DataTable) {
  const none = { added: new Map<string, string>(), removed: new Set<string>() };
  if (table === base) return none;
  const [now, before] = [baseRows(draft, table).rows, baseRows(draft, base).rows];
  const readName = column(table, NAME_COLUMN[draft]);
  for (const [key, [row = []]] of now) {
    if (key.trim() !== "" && !before.has(key)) none.added.set(key.trim(), cellText(readName(row)) || key);
  }
  for (const key of before.keys()) if (!now.has(key)) none.removed.add(key);
  return none;
}

function keysOf(draft: DraftName, table: DataTable): BySpelling<true> {
  const readKey = column(table, DRAFTS[draft].key);
  return keysAs(
    draft,
    table.rows.map((row) => cellText(readKey(row))),
  );
}

function keysAs(draft: DraftName, keys: readonly string[]): BySpelling<true> {
  return new BySpelling(
    keyOf[draft],
    keys.map((key) => [key, true]),
  );
}

function readable(text: string): DataTable {
  const { table, problems } = decodeCsv(text);
  const [problem] = problems;
  if (problem) throw unreadable(problem);
  return table;
}
