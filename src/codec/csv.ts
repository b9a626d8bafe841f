import Papa from "papaparse";
import { cellText } from "../core/dataTable";
import type { DataTable } from "../core/dataTable";
import type { Decoded, Problem } from "./format";

/**
 * The header is read as an ordinary record, because papaparse's own header mode renames duplicates and loses a column
 * called `__proto__`. Form maps stay text here; `rights.ts` reads them.
 */
export function decodeCsv(text: string): Decoded {
  const parsed = Papa.parse<string[]>(text, { delimiter: delimiterOf(text), skipEmptyLines: true });
  const [header = [], ...rows] = parsed.data;
  const columns = header.map((name, index) => (index === 0 ? name.replace(/^\uFEFF/, "") : name).trim());
  const problems: Problem[] = parsed.errors
    .filter((error) => error.code !== "UndetectableDelimiter")
    .map((error) => ({
      ...placeOf(text, error.index ?? 0),
      code: "csvSyntax",
      message: "A quoted cell is not closed properly; check the quotes around here.",
    }));
  columns.forEach((name, index) => {
    if (columns.indexOf(name) !== index)
      problems.push({ line: 1, column: 1, code: "columnTwice", message: `The column "${name}" stands twice.` });
  });
  const tidy = rows.map((row, index) => {
    if (row.length > columns.length && row.slice(columns.length).some((cell) => cell !== ""))
      problems.push({
        line: index + 2,
        column: 1,
        code: "rowTooLong",
        message: `This row has ${row.length} cells, but there are ${columns.length} columns.`,
      });
    return row.length === columns.length ? row : columns.map((_, at) => row[at] ?? "");
  });
  return { table: { columns, rows: tidy }, problems };
}

/** LF, a final newline, and cells with blanks quoted too, as REDCap's own files have them. */
export function encodeCsv(table: DataTable): string {
  return [table.columns, ...table.rows]
    .map((row) => `${row.map((cell) => csvCell(cellText(cell))).join(",")}\n`)
    .join("");
}

function csvCell(text: string): string {
  return /[\s",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Comma, unless the header has none and another separator splits it: files from spreadsheets. */
function delimiterOf(text: string): string {
  const header = text.slice(0, text.search(/[\r\n]|$/));
  return [",", ";", "\t"].find((separator) => header.includes(separator)) ?? ",";
}

function placeOf(text: string, index: number): { line: number; column: number } {
  const before = text.slice(0, index);
  const lineStart = before.lastIndexOf("\n") + 1;
  return { line: before.split("\n").length, column: index - lineStart + 1 };
}
