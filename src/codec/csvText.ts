import { decodeCsv } from "./csv";
import type { DataTable } from "../core/dataTable";
import type { Decoded } from "./format";
import { minimalEdit } from "./minimalEdit";

/** A CSV text with what it says, kept so that the text it becomes by an edit need not be read whole. */
export interface CsvText {
  readonly text: string;
  readonly decoded: Decoded;
  /**
   * Where each record ends, the header first. Only for texts as we write them (commas, LF, quotes around whole cells, no
   * blank lines, no problems): of all others only reading the whole tells where a record ends.
   */
  readonly ends: readonly number[] | undefined;
  /** Which rows were read anew; before and behind them stand the same objects as in the table before. */
  readonly anew?: RowsAnew;
}

export interface RowsAnew {
  readonly since: DataTable;
  readonly first: number;
  /** Behind the last of them. */
  readonly end: number;
}

/**
 * What a text says; with `before`, only the records are read in which the two texts differ. Rows that nobody touched
 * stay the same objects, so that whoever made something of them can keep it.
 */
export function readCsv(text: string, before?: CsvText): CsvText {
  return (before && readChanged(text, before)) ?? readWhole(text);
}

function readWhole(text: string): CsvText {
  const decoded = decodeCsv(text);
  const ends = decoded.problems.length === 0 ? recordEnds(text) : undefined;
  const header = text.slice(0, ends?.[0]);
  const plain = ends?.length === decoded.table.rows.length + 1 && !/[";|^\t\uFEFF]/.test(header);
  return { text, decoded, ends: plain ? ends : undefined };
}

/** undefined when the change may reach beyond the records that it stands in. */
function readChanged(text: string, { text: old, decoded, ends }: CsvText): CsvText | undefined {
  const edit = minimalEdit(old, text);
  if (!edit) return { text: old, decoded, ends };
  if (!ends) return undefined;
  const [first, last] = [recordAt(ends, edit.start), recordAt(ends, edit.end)];
  const [header, from, to] = [ends[0], ends[first - 1], ends[last]];
  if (header === undefined || from === undefined || to === undefined) return undefined;
  const moved = text.length - old.length;
  const changed = text.slice(from, to + moved);
  const found = recordEnds(changed);
  if (!found) return undefined;
  const read = decodeCsv(old.slice(0, header) + changed);
  if (read.problems.length > 0 || read.table.rows.length !== found.length) return undefined;
  const { columns, rows } = decoded.table;
  const at = first - 1;
  const next = ends.slice(0, first).concat(
    found.map((end) => end + from),
    ends.slice(last + 1),
  );
  for (let record = first + found.length; moved !== 0 && record < next.length; record++)
    next[record] = (next[record] ?? 0) + moved;
  return {
    text,
    decoded: {
      table: { columns, rows: rows.slice(0, at).concat(read.table.rows, rows.slice(last)) },
      problems: [],
    },
    ends: next,
    anew: { since: decoded.table, first: at, end: at + found.length },
  };
}

/** The record that a place of the text belongs to; what stands behind the last record goes with it. */
function recordAt(ends: readonly number[], place: number): number {
  let [low, high] = [0, ends.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle] ?? 0) > place) high = middle;
    else low = middle + 1;
  }
  return low;
}

const [QUOTE, COMMA, LF, CR] = [34, 44, 10, 13];

/** Where records end, or undefined for a text whose quotes, line ends or blank lines leave room for doubt. */
function recordEnds(text: string): readonly number[] | undefined {
  const ends: number[] = [];
  let start = 0;
  let cell = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === CR) return undefined;
    if (code === QUOTE) {
      if (at !== cell) return undefined;
      const close = closingQuote(text, at);
      const next = text.charCodeAt(close + 1);
      if (close < 0 || (close + 1 < text.length && next !== COMMA && next !== LF)) return undefined;
      at = close;
    } else if (code === COMMA) {
      cell = at + 1;
    } else if (code === LF) {
      if (at === start) return undefined;
      start = cell = at + 1;
      ends.push(start);
    }
  }
  if (start < text.length) ends.push(text.length);
  return ends;
}

/** -1 when there is none, or a line end of another kind stands before it. */
function closingQuote(text: string, open: number): number {
  let close = text.indexOf('"', open + 1);
  while (close >= 0 && text.charCodeAt(close + 1) === QUOTE) close = text.indexOf('"', close + 2);
  return close >= 0 && text.slice(open, close).includes("\r") ? -1 : close;
}
