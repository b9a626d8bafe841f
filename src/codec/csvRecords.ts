import Papa from "papaparse";
import { closingQuote, CsvCursor, csvShape, sepLine } from "./csvCursor";
import type { CsvShape } from "./csvCursor";
import { Lines } from "./place";
import type { Place } from "./place";

/** Where a cell stands in its text, its quotes included. */
export interface CellPlace extends Place {
  readonly offset: number;
  readonly length: number;
}

export interface CsvRecords {
  /** The header first, without the empty lines. */
  readonly records: readonly (readonly string[])[];
  /** Where cells begin whose quotes are not closed as they should be, for `placeAt`. */
  readonly broken: readonly number[];
  readonly placeAt: (offset: number) => Place;
  /** The line in which a record begins: cells may hold line ends. */
  readonly lineOf: (record: number) => number;
  /** Found only when asked for; cheap for the cells of one record in turn. */
  readonly placeOf: (record: number, cell: number) => CellPlace | undefined;
}

/** Empty lines in a row that nobody has by chance. */
const MANY = 1000;

/** A byte order mark is read over, and a line that names the separator. Offsets count them, columns do not, as in an editor. */
export function readRecords(whole: string): CsvRecords {
  const bom = whole.startsWith("\uFEFF") ? 1 : 0;
  const above = sepLine(whole.slice(bom)).length;
  const mark = bom + above;
  const text = whole.slice(mark);
  const shape = csvShape(whole);
  const lower = above > 0 ? 1 : 0;
  const below = ({ line, column }: Place): Place => ({ line: line + lower, column });
  const lines = new Lines(text);
  let known: Walk | undefined;
  const walk = () => (known ??= walked(text, shape));
  const papa = isSound(text, shape) ? parsed(text, shape, lines) : undefined;
  const { records, broken } = papa ? { records: papa.records, broken: [] } : walk();
  let recent: { readonly record: number; readonly spans: readonly (readonly [number, number])[] } | undefined;
  return {
    records,
    broken,
    placeAt: (offset) => below(lines.at(offset)),
    lineOf: (index) => (papa?.lineOf(index) ?? lines.at(walk().starts[index] ?? 0).line) + lower,
    placeOf: (index, cell) => {
      const start = walk().starts[index];
      if (start === undefined) return undefined;
      if (recent?.record !== index) recent = { record: index, spans: spansFrom(new CsvCursor(text, shape, start)) };
      const span = recent.spans[cell];
      return span && { ...below(lines.at(span[0])), offset: span[0] + mark, length: span[1] - span[0] };
    },
  };
}

/**
 * Whether papaparse may read a text. Behind each quote that closes no cell it looks for the end of the line again, which
 * takes 16 s on a file of 0.6 MB; each empty line it keeps as a record; and neither lines with nothing but `""` nor line
 * ends of two kinds come out of it as such.
 */
function isSound(text: string, { delimiter, newline }: CsvShape): boolean {
  if (text.includes(newline.repeat(MANY))) return false;
  if ((newline === "\n" && text.includes("\r")) || (newline === "\r" && text.includes("\n"))) return false;
  const endsAt = (place: number) => place >= text.length || text.startsWith(newline, place);
  for (let open = text.indexOf('"'); open >= 0; open = text.indexOf('"', open)) {
    const begins = open === 0 || text.startsWith(newline, open - newline.length);
    if (!begins && text[open - 1] !== delimiter) {
      open += 1;
      continue;
    }
    const behind = closingQuote(text, open) + 1;
    if (behind > text.length || !(endsAt(behind) || text[behind] === delimiter)) return false;
    if (begins && behind === open + 2 && endsAt(behind)) return false;
    open = behind;
  }
  return true;
}

interface Parsed {
  readonly records: readonly (readonly string[])[];
  /** The line in which one begins. */
  readonly lineOf: (record: number) => number | undefined;
}

function parsed(text: string, shape: CsvShape, lines: Lines): Parsed {
  const { data } = Papa.parse<string[]>(text, shape);
  const { newline } = shape;
  const [whole, blank] = [data.length === lines.count, text.startsWith(newline) || text.includes(newline + newline)];
  // Looking at each of very many records takes longer.
  if (!whole || blank) return withoutBlank(data, whole);
  if (text.endsWith(newline)) data.pop();
  return { records: data, lineOf: (record) => record + 1 };
}

/** The records that are no empty lines; `whole` when none has line ends in its cells. */
function withoutBlank(data: readonly (readonly string[])[], whole: boolean): Parsed {
  const records: (readonly string[])[] = [];
  const lines: number[] = [];
  let line = 1;
  for (const cells of data) {
    if (cells.length > 1 || cells[0] !== "") {
      records.push(cells);
      lines.push(line);
    }
    line += 1;
    if (whole) continue;
    for (const cell of cells) if (/[\r\n]/.test(cell)) line += cell.split(/\r\n|[\r\n]/).length - 1;
  }
  return { records, lineOf: (record) => lines[record] };
}

interface Walk {
  readonly records: readonly (readonly string[])[];
  /** Where each begins. */
  readonly starts: readonly number[];
  /** Where cells begin whose quotes are not closed as they should be. */
  readonly broken: readonly number[];
}

function walked(text: string, shape: CsvShape): Walk {
  const records: string[][] = [];
  const starts: number[] = [];
  const broken: number[] = [];
  const cursor = new CsvCursor(text, shape);
  let record: string[] = [];
  for (let start = 0; !cursor.done;) {
    cursor.read();
    record.push(cursor.cell);
    if (!cursor.sound) broken.push(cursor.start);
    if (!cursor.last) continue;
    if (record.length > 1 || cursor.end > start) {
      records.push(record);
      starts.push(start);
    }
    record = [];
    start = cursor.next;
  }
  return { records, starts, broken };
}

function spansFrom(cursor: CsvCursor): readonly (readonly [start: number, end: number])[] {
  const spans: [number, number][] = [];
  do {
    cursor.read();
    spans.push([cursor.start, cursor.end]);
  } while (!cursor.last);
  return spans;
}

/** Where the cells of a text stand, by the rows and columns that `decodeCsv` reads from it; the header is row -1. */
export function csvPlaces(text: string): (row: number, column: number) => CellPlace | undefined {
  const { placeOf } = readRecords(text);
  return (row, column) => placeOf(row + 1, column);
}
