import Papa from "papaparse";
import { cellText } from "../core/dataTable";
import type { Cell, DataTable } from "../core/dataTable";
import type { Decoded, Problem } from "./format";
import { placeOf } from "./place";

/**
 * The header is read as an ordinary record, because papaparse's own header mode renames duplicates and loses a column
 * called `__proto__`. Form maps stay text here; `rights.ts` reads them.
 */
export function decodeCsv(text: string): Decoded {
  const { table, problems } = decodeCsvFile(text);
  return { table, problems };
}

/** The same, with the line in which each row begins: files are put right line by line. */
export function decodeCsvFile(text: string): Decoded & { readonly lines: readonly number[] } {
  const bare = text.replace(/^\uFEFF/, "");
  const parsed = Papa.parse<string[]>(bare, shapeOf(bare));
  const [header, ...rows] = recordsOf(parsed.data);
  const columns = (header?.cells ?? []).map((name) => name.trim());
  const problems: Problem[] = parsed.errors.map((error) => ({
    ...placeOf(bare, error.index ?? 0),
    code: "csvSyntax",
    message: "A quoted cell is not closed properly; check the quotes around here.",
  }));
  const seen = new Set<string>();
  for (const name of columns) {
    if (seen.has(name))
      problems.push({
        line: header?.line ?? 1,
        column: 1,
        code: "columnTwice",
        message: `The column "${name}" stands twice.`,
      });
    seen.add(name);
  }
  const tidy = rows.map(({ cells, line }) => {
    if (cells.length === columns.length) return cells;
    // A cell that is not there must never pass for a blank one: blanks take people out of roles and groups.
    if (cells.length < columns.length || cells.slice(columns.length).some((cell) => cell !== ""))
      problems.push({
        line,
        column: 1,
        code: cells.length < columns.length ? "rowTooShort" : "rowTooLong",
        message: `This row has ${cells.length} ${cells.length === 1 ? "cell" : "cells"}, but there are ${columns.length} columns.`,
      });
    return columns.map((_, at) => cells[at] ?? "");
  });
  return { table: { columns, rows: tidy }, problems, lines: rows.map(({ line }) => line) };
}

interface CsvRecord {
  readonly cells: string[];
  /** Where it begins: cells may hold line ends. */
  readonly line: number;
}

/** Records without the empty lines. */
function recordsOf(data: readonly string[][]): CsvRecord[] {
  const records: CsvRecord[] = [];
  let line = 1;
  for (const cells of data) {
    if (cells.length > 1 || cells[0] !== "") records.push({ cells, line });
    line += 1;
    for (const cell of cells) if (/[\r\n]/.test(cell)) line += cell.split(/\r\n|[\r\n]/).length - 1;
  }
  return records;
}

/** LF, a final newline, and cells with blanks quoted too, as REDCap's own files have them. */
export function encodeCsv(table: DataTable): string {
  return [table.columns, ...table.rows].map((row) => `${encodeRecord(row)}\n`).join("");
}

/** One record, without its line end. */
export function encodeRecord(row: readonly Cell[]): string {
  return row.map((cell) => csvCell(cellText(cell))).join(",");
}

function csvCell(text: string): string {
  return /[\s",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const QUOTED = /(?<=^|[,;\t])"(?:[^"]|"")*"/g;
const HEADER = new RegExp(`^(?:${QUOTED.source}|[^\\r\\n])*`);
/** Patterns give up on texts of many megabytes, and headers are never that long. */
const HEADER_LENGTH = 1024 * 1024;

/**
 * Line ends as behind the header. Comma, unless the header has none and another separator splits it: files from
 * spreadsheets. papaparse's own guesses look at text inside quotes too.
 */
function shapeOf(text: string): { readonly delimiter: string; readonly newline: "\r\n" | "\n" | "\r" } {
  const header = HEADER.exec(text.slice(0, HEADER_LENGTH))?.[0] ?? "";
  const names = header.replace(QUOTED, "");
  const end = text.slice(header.length, header.length + 2);
  return {
    delimiter: [",", ";", "\t"].find((separator) => names.includes(separator)) ?? ",",
    newline: end === "\r\n" ? end : end.startsWith("\r") ? "\r" : "\n",
  };
}
