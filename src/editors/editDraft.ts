import { encodeCsv, encodeRecord } from "../codec/csv";
import { readCsv } from "../codec/csvText";
import type { CsvText } from "../codec/csvText";
import { minimalEdit } from "../codec/minimalEdit";
import type { TextEdit } from "../codec/minimalEdit";
import { cellText, column } from "../core/dataTable";
import type { Cell } from "../core/dataTable";
import { DRAFTS } from "../core/draft";
import type { DraftName } from "../core/plan";
import type { CellChange } from "./protocol";

/** Translated reasons why a cell cannot be changed. */
export interface EditWords {
  readonly unreadable: (line: number, problem: string) => string;
  readonly fixed: (column: string) => string;
  readonly noRow: (key: string) => string;
}

type Row = readonly Cell[];

/** The draft's text with some cells changed. @throws Error when it cannot be read or a cell is not there. */
export function withChanges(draft: DraftName, text: string, changes: readonly CellChange[], words: EditWords): string {
  const edit = editOf(draft, readCsv(text), changes, words);
  return edit ? text.slice(0, edit.start) + edit.text + text.slice(edit.end) : text;
}

/** The edit that changes some cells of a draft. @throws Error when it cannot be read or a cell is not there. */
export function editOf(
  draft: DraftName,
  read: CsvText,
  changes: readonly CellChange[],
  words: EditWords,
): TextEdit | undefined {
  const { table, problems } = read.decoded;
  const [problem] = problems;
  if (problem) throw new Error(words.unreadable(problem.line, problem.message));
  const { key: keyName } = DRAFTS[draft];
  const readKey = column(table, keyName);
  const wanted = new Map<string, Map<number, string>>();
  for (const { key, column: columnName, value } of changes) {
    const index = table.columns.indexOf(columnName);
    if (index < 0 || columnName === keyName) throw new Error(words.fixed(columnName));
    const cells = wanted.get(key) ?? new Map<number, string>();
    wanted.set(key, cells.set(index, value));
  }
  const found = new Set<string>();
  const places: number[] = [];
  const rows = table.rows.map((row, place) => {
    const key = cellText(readKey(row));
    const cells = wanted.get(key);
    if (!cells) return row;
    found.add(key);
    places.push(place);
    return row.map((cell, index) => cells.get(index) ?? cell);
  });
  for (const key of wanted.keys()) if (!found.has(key)) throw new Error(words.noRow(key));
  if (places.length === 0) return undefined;
  const { text, ends } = read;
  return ends ? replaced(text, ends, rows, places) : minimalEdit(text, encodeCsv({ columns: table.columns, rows }));
}

/** The edit that writes some records anew, and nothing else. */
function replaced(
  text: string,
  ends: readonly number[],
  rows: readonly Row[],
  places: readonly number[],
): TextEdit | undefined {
  const [first = 0, last = 0] = [places[0], places.at(-1)];
  const [from, to] = [ends[first] ?? 0, ends[last + 1] ?? text.length];
  const parts: string[] = [];
  let done = from;
  for (const place of places) {
    parts.push(text.slice(done, ends[place]), encodeRecord(rows[place] ?? []));
    done = ends[place + 1] ?? text.length;
    if (text.endsWith("\n", done)) parts.push("\n");
  }
  const edit = minimalEdit(text.slice(from, to), parts.join(""));
  return edit && { start: edit.start + from, end: edit.end + from, text: edit.text };
}
