import { CsvCursor, csvShape } from "./csvCursor";
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
  /** Where cells stand whose quotes are not closed as they should be. */
  readonly broken: readonly Place[];
  /** The line in which a record begins: cells may hold line ends. */
  readonly lineOf: (record: number) => number;
  /** Found only when asked for; cheap for the cells of one record in turn. */
  readonly placeOf: (record: number, cell: number) => CellPlace | undefined;
}

/** A byte order mark is read over. Offsets count it, columns do not, as in an editor. */
export function readRecords(whole: string): CsvRecords {
  const mark = whole.startsWith("\uFEFF") ? 1 : 0;
  const text = whole.slice(mark);
  const shape = csvShape(text);
  const lines = new Lines(text);
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
  let recent: { readonly record: number; readonly spans: readonly (readonly [number, number])[] } | undefined;
  return {
    records,
    broken: broken.map((place) => lines.at(place)),
    lineOf: (index) => lines.at(starts[index] ?? 0).line,
    placeOf: (index, cell) => {
      const start = starts[index];
      if (start === undefined) return undefined;
      if (recent?.record !== index) recent = { record: index, spans: spansFrom(new CsvCursor(text, shape, start)) };
      const span = recent.spans[cell];
      return span && { ...lines.at(span[0]), offset: span[0] + mark, length: span[1] - span[0] };
    },
  };
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
