import { message, plural } from "../core/text/message";
import type { Message } from "../core/text/message";
import { TABLES } from "../core/access/tables";
import { cellText, EMPTY_TABLE } from "../core/dataTable";
import type { Cell, DataTable } from "../core/dataTable";
import { readRecords } from "./csvRecords";
import type { CsvRecords } from "./csvRecords";
import type { Decoded } from "./format";
import { Problems } from "./problems";

/** Cells that are filled in at most, in rows that are too short. */
const MOST_FILLED = 1_000_000;

/** Form maps stay text here; `rights.ts` reads them. No cell is ever run as a formula. */
export function decodeCsv(text: string): Decoded {
  return decodeRecords(readRecords(text));
}

/** The same, with the line in which each row begins: files are put right line by line. */
export function decodeCsvFile(text: string): Decoded & { readonly lines: readonly number[] } {
  const read = readRecords(text);
  const made = decodeRecords(read);
  return { ...made, lines: made.table.rows.map((_, row) => read.lineOf(row + 1)) };
}

/** What the cells of a text say. */
export function decodeRecords({ records, broken, placeAt, placeOf }: CsvRecords): Decoded {
  const header = records[0] ?? [];
  const above = linesAbove(records);
  if (above > 0) return headerBelow(above, placeOf(above, 0)?.line ?? above + 1);
  const rows = records.slice(1);
  const columns = header.map((name) => name.trim());
  // Spreadsheets leave empty cells beyond the last column.
  while (columns.length > 1 && columns.at(-1) === "") columns.pop();
  const problems = new Problems();
  const unclosed = () => message("A quoted cell is not closed properly. Check the quotes around here.");
  for (const offset of broken) problems.tell("csvSyntax", () => placeAt(offset), unclosed);
  const tell = (record: number, cell: number, code: string, said: () => Message) => {
    const place = () => {
      const { line, column } = placeOf(record, cell) ?? { line: 1, column: 1 };
      return { line, column };
    };
    problems.tell(code, place, said);
  };
  const seen = new Set<string>();
  for (const [index, name] of columns.entries()) {
    if (seen.has(name))
      tell(0, index, "columnTwice", () =>
        message('The column "{name}" appears twice. Rename or delete one of them.', { name }),
      );
    seen.add(name);
  }
  let room = MOST_FILLED;
  const tidy = rows.map((cells, row) => {
    if (cells.length === columns.length) return cells;
    const said = () => wrongSize(cells.length, columns.length);
    const surplus = cells.findIndex((cell, index) => index >= columns.length && cell !== "");
    // A cell that is not there must never pass for a blank one: blanks take people out of roles and groups.
    // A row of nothing is no row that somebody forgot to finish.
    const short = cells.length < columns.length && cells.some((cell) => cell.trim() !== "");
    if (short) tell(row + 1, 0, "rowTooShort", said);
    else if (surplus >= 0) tell(row + 1, surplus, "rowTooLong", said);
    // Under a very wide header, rows without cells would otherwise grow a short text without end.
    if (cells.length < columns.length && (room -= columns.length) < 0) return cells;
    return columns.map((_, at) => cells[at] ?? "");
  });
  return { table: { columns, rows: tidy }, problems: problems.all };
}

/** Titles, dates and remarks stand above a table at most so far. */
const MOST_ABOVE = 20;
const KEYS: ReadonlySet<string> = new Set(Object.values(TABLES).map(({ key }) => key));

/** How many records stand above one that names the rows of an access table, where the first names none. */
function linesAbove(records: CsvRecords["records"]): number {
  const isHeader = (record: readonly string[]) =>
    record.some((cell) =>
      KEYS.has(
        cell
          .trim()
          .toLowerCase()
          .replaceAll(/[\s_]+/g, "_"),
      ),
    );
  if (records[0] === undefined || records[0].length > 2 || isHeader(records[0])) return 0;
  return Math.max(
    0,
    records.slice(0, MOST_ABOVE).findIndex((record) => record.length > 1 && isHeader(record)),
  );
}

function headerBelow(above: number, line: number): Decoded {
  const said = plural(
    above,
    {
      one: "The names of the columns stand in line {line}, not in the first. Delete the line above them.",
      other: "The names of the columns stand in line {line}, not in the first. Delete the lines above them.",
    },
    { line },
  );
  return { table: EMPTY_TABLE, problems: [{ line: 1, column: 1, code: "headerBelow", message: said }] };
}

function wrongSize(cells: number, columns: number): Message {
  return plural(
    cells,
    {
      one: "This row has {count} cell, but the header has {columns}. Check the commas and quotes in this row.",
      other: "This row has {count} cells, but the header has {columns}. Check the commas and quotes in this row.",
    },
    { columns },
  );
}

/** LF, a final newline, and cells with blanks quoted too, as REDCap's own files have them. */
export function encodeCsv(table: DataTable): string {
  return [table.columns, ...table.rows].map((row) => `${encodeRecord(row)}\n`).join("");
}

/** One record, without its line end. */
export function encodeRecord(row: readonly Cell[]): string {
  const record = row.map((cell) => csvCell(cellText(cell))).join(",");
  // An empty line would be none.
  return record === "" && row.length === 1 ? '""' : record;
}

function csvCell(text: string): string {
  return /[\s",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
