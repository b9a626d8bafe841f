import { encodeCsv, encodeRecord } from "../../codec/csv";

import { readCsv } from "../../codec/csvText";
import type { CsvText, RowsAnew } from "../../codec/csvText";
import { minimalEdit } from "../../codec/minimalEdit";
import type { TextEdit } from "../../codec/minimalEdit";
import { cellText, column } from "../../core/dataTable";
import type { Cell, DataTable } from "../../core/dataTable";
import { DRAFTS } from "../../core/edits/draftTables";
import type { DraftName } from "../../core/edits/edit";
import type { CellChange } from "../protocol";
import type { Problem } from "../../codec/format";
import { message, UserFacingError } from "../../core/text/message";

type Row = readonly Cell[];

export function unreadable({ line, message: problem }: Pick<Problem, "line" | "message">): UserFacingError {
  return new UserFacingError(
    message("Line {line} cannot be read: {problem} Correct it as text first.", { line, problem }),
  );
}

export function noRow(key: string): UserFacingError {
  return new UserFacingError(message("There is no row of {name} in the draft any more.", { name: key }));
}

/** The draft's text with some cells changed. @throws Error when it cannot be read or a cell is not there. */
export function withChanges(draft: DraftName, text: string, changes: readonly CellChange[]): string {
  const edit = editOf(draft, readCsv(text), changes);
  return edit ? text.slice(0, edit.start) + edit.text + text.slice(edit.end) : text;
}

/** The edit that changes some cells of a draft. @throws Error when it cannot be read or a cell is not there. */
export function editOf(draft: DraftName, read: CsvText, changes: readonly CellChange[]): TextEdit | undefined {
  const { table, problems } = read.decoded;
  const [problem] = problems;
  if (problem) throw unreadable(problem);
  const { key: keyName } = DRAFTS[draft];
  const wanted = new Map<string, Map<number, string>>();
  for (const { key, column: columnName, value } of changes) {
    const index = table.columns.indexOf(columnName);
    if (index < 0 || columnName === keyName)
      throw new UserFacingError(message("The column {column} cannot be edited here.", { column: columnName }));
    const cells = wanted.get(key) ?? new Map<number, string>();
    wanted.set(key, cells.set(index, value));
  }
  const there = placesByKey(read, keyName);
  const found: (readonly [place: number, row: Row])[] = [];
  for (const [key, cells] of wanted) {
    const places = there.get(key);
    if (!places) throw noRow(key);
    for (const place of places)
      found.push([place, (table.rows[place] ?? []).map((cell, index) => cells.get(index) ?? cell)]);
  }
  const changed = new Map(found.sort(([a], [b]) => a - b));
  if (changed.size === 0) return undefined;
  const { text, ends } = read;
  if (ends) return replaced(text, ends, changed);
  const rows = table.rows.map((row, place) => changed.get(place) ?? row);
  return minimalEdit(text, encodeCsv({ columns: table.columns, rows }));
}

const known = new WeakMap<DataTable, ReadonlyMap<string, readonly number[]>>();

/** Where the rows of each key stand; what was found for the text before holds while an edit leaves the keys alone. */
function placesByKey({ decoded: { table }, anew }: CsvText, name: string): ReadonlyMap<string, readonly number[]> {
  const readKey = column(table, name);
  const before = anew && known.get(anew.since);
  const places =
    known.get(table) ?? (anew && before && sameKeys(table, anew, readKey) ? before : findPlaces(table, readKey));
  known.set(table, places);
  return places;
}

function sameKeys({ columns, rows }: DataTable, { since, first, end }: RowsAnew, readKey: (row: Row) => Cell): boolean {
  if (since.columns !== columns || since.rows.length !== rows.length) return false;
  return rows.slice(first, end).every((row, index) => readKey(row) === readKey(since.rows[first + index] ?? []));
}

function findPlaces({ rows }: DataTable, readKey: (row: Row) => Cell): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>();
  rows.forEach((row, place) => {
    const key = cellText(readKey(row));
    const others = places.get(key);
    if (others) others.push(place);
    else places.set(key, [place]);
  });
  return places;
}

/** The edit that writes some records anew, and nothing else. */
function replaced(text: string, ends: readonly number[], changed: ReadonlyMap<number, Row>): TextEdit | undefined {
  const places = [...changed.keys()];
  const [first = 0, last = 0] = [places[0], places.at(-1)];
  const [from, to] = [ends[first] ?? 0, ends[last + 1] ?? text.length];
  const parts: string[] = [];
  let done = from;
  for (const [place, row] of changed) {
    parts.push(text.slice(done, ends[place]), encodeRecord(row));
    done = ends[place + 1] ?? text.length;
    if (text.endsWith("\n", done)) parts.push("\n");
  }
  const edit = minimalEdit(text.slice(from, to), parts.join(""));
  return edit && { start: edit.start + from, end: edit.end + from, text: edit.text };
}
