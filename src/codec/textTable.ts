import { cellText } from "../core/dataTable";
import type { Cell, DataTable } from "../core/dataTable";
import type { Place } from "../core/rules/problem";
import { strayText } from "./aboveTable";
import { encodeRecord, decodeRecords } from "./csv";
import { csvShape } from "./csvCursor";
import { readRecords } from "./csvRecords";
import type { Decoded } from "./format";
import { decodeJsonFile, encodeJson } from "./json";
import { jsonRows } from "./jsonRows";
import type { Span } from "./place";

export interface SpanOfCell extends Span {
  readonly row: number;
  readonly column: number;
}

/** A table in a text that people edit: what it says, and where. The header is row -1. */
export interface TextTable extends Decoded {
  readonly format: "csv" | "json";
  /** Where a cell stands, its quotes included. */
  readonly cell: (row: number, column: number) => Span | undefined;
  readonly cellAt: (offset: number) => SpanOfCell | undefined;
  /** What the cell becomes in the notation of the text. */
  readonly written: (value: Cell) => string;
  /** Another table in the notation of the text. */
  readonly rendered: (other: DataTable) => string;
  /** What goes when a row goes. */
  readonly wholeRow: (row: number) => Span | undefined;
}

export function readTextTable(text: string, format: TextTable["format"]): TextTable {
  const stray = strayText(text);
  const table = format === "csv" ? csvTable(text) : jsonTable(text);
  return stray.length > 0 ? { ...table, problems: stray } : table;
}

/** Where a problem stands; one about an instrument marks only that. */
export function spanOf(text: string, table: TextTable, { row = -1, column = 0, part }: Place): Span {
  const cell = table.cell(row, column) ?? table.cell(row, 0) ?? { start: 0, end: Math.min(1, text.length) };
  if (part === undefined) return cell;
  const name = part.replaceAll(/[^\w]/g, "\\$&");
  const found = new RegExp(`(?<!\\w)${name}(?!\\w)["']*\\s*:?\\s*["']*[^,;"'}\\]]*`).exec(
    text.slice(cell.start, cell.end),
  );
  const start = cell.start + (found?.index ?? 0);
  return found ? { start, end: start + found[0].trimEnd().length } : cell;
}

function csvTable(text: string): TextTable {
  const records = readRecords(text);
  const { delimiter, newline } = csvShape(text);
  const written = (value: Cell) => {
    const cell = cellText(value);
    if (cell === "") return "";
    const encoded = encodeRecord([cell]);
    return encoded === cell && cell.includes(delimiter) ? `"${cell}"` : encoded;
  };
  const place = (row: number, column: number) => {
    const found = records.placeOf(row + 1, column);
    return found && { start: found.offset, end: found.offset + found.length };
  };
  const last = records.records.length - 2;
  return {
    ...decodeRecords(records),
    format: "csv",
    cell: place,
    cellAt(offset) {
      let [low, high] = [-1, last];
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((place(middle, 0)?.start ?? 0) <= offset) low = middle;
        else high = middle - 1;
      }
      for (let column = 0; ; column++) {
        const span = place(low, column);
        if (!span || span.start > offset) return undefined;
        if (offset <= span.end) return { row: low, column, ...span };
      }
    },
    written,
    rendered: ({ columns, rows }) =>
      [columns, ...rows].map((row) => `${row.map(written).join(delimiter)}${newline}`).join(""),
    wholeRow(row) {
      const start = place(row, 0)?.start;
      return start === undefined ? undefined : { start, end: place(row + 1, 0)?.start ?? text.length };
    },
  };
}

function jsonTable(text: string): TextTable {
  const decoded = decodeJsonFile(text);
  const { columns } = decoded.table;
  const rows = decoded.problems.some(({ code }) => code === "jsonSyntax") ? [] : jsonRows(text);
  // Columns have no header of their own: they are named first in the first row that has them.
  const header = (column: number) => {
    const name = columns[column] ?? "";
    for (const { keys } of rows) if (keys().has(name)) return keys().get(name);
    return undefined;
  };
  return {
    ...decoded,
    format: "json",
    cell: (row, column) =>
      row < 0 ? header(column) : (rows[row]?.values().get(columns[column] ?? "") ?? rows[row]?.first),
    cellAt(offset) {
      const row = rows.findIndex(({ whole }) => whole.start < offset && offset < whole.end);
      for (const [name, span] of rows[row]?.values() ?? [])
        if (span.start <= offset && offset <= span.end) return { row, column: columns.indexOf(name), ...span };
      return undefined;
    },
    written: (value) => JSON.stringify(value ?? ""),
    rendered(other) {
      const compact = encodeJson(other);
      return text.trim().includes("\n") ? `${JSON.stringify(JSON.parse(compact), undefined, 2)}\n` : compact;
    },
    wholeRow(row) {
      const [before, here, after] = [rows[row - 1], rows[row], rows[row + 1]];
      if (!here) return undefined;
      if (after) return { start: here.whole.start, end: after.whole.start };
      return { start: before?.whole.end ?? here.whole.start, end: here.whole.end };
    },
  };
}
