import { isDate } from "../../core/dates";
import { formMap } from "../../core/access/rights";
import type { CellChange, GridColumn, GridContent, GridRow } from "../../editors/protocol";
import { canEdit } from "./editing";
import { cellLabel } from "../cellLabels";

/** A cell for a spreadsheet: words; maps of instruments as REDCap writes them, because words would lose something. */
function copied(column: GridColumn, row: GridRow, index: number, { options }: Pick<GridContent, "options">): string {
  const value = row.cells[index] ?? "";
  return isMap(column) || value === "" ? value : cellLabel(column, value, options);
}

/** Rows as tab-separated text, with titles above when whole rows are copied. */
export function copyRows(
  content: GridContent,
  rows: readonly GridRow[],
  columns: readonly number[],
  titles: boolean,
): string {
  const shown = columns.flatMap((index) => {
    const column = content.columns[index];
    return column ? [[index, column] as const] : [];
  });
  const lines = rows.map((row) => shown.map(([index, column]) => copied(column, row, index, content)));
  const all = titles ? [shown.map(([, { title }]) => title), ...lines] : lines;
  return all.map((cells) => cells.map(quoted).join("\t")).join("\n");
}

function quoted(text: string): string {
  return /[\t\n\r"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Lines and cells of tab-separated text, as spreadsheets put it on the clipboard. */
export function parseTsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  const cell = /(?:"((?:[^"]|"")*)"|([^\t\n\r]*))(\t|\r\n|\n|\r|$)/gy;
  for (let match = cell.exec(text); match; match = cell.exec(text)) {
    const [, inQuotes, plain = "", end] = match;
    rows.at(-1)?.push(inQuotes === undefined ? plain : inQuotes.replaceAll('""', '"'));
    if (end === "") break;
    if (end !== "\t") rows.push([]);
    if (cell.lastIndex >= text.length && end !== "\t") break;
  }
  return rows.filter((cells) => cells.length > 0);
}

/** What the text of a cell means in a column, or undefined when it means nothing there. */
export function valueOf(column: GridColumn, text: string, { options, forms }: GridContent): string | undefined {
  const trimmed = text.trim();
  if (isMap(column)) {
    const known = new Set(forms.instruments.map(({ name }) => name));
    return [...formMap(trimmed)].every(([form, code]) => known.has(form) && code !== "") ? trimmed : undefined;
  }
  if (column.kind === "date") return trimmed === "" || isDate(trimmed) ? trimmed : undefined;
  const list = column.options === undefined ? undefined : options[column.options];
  if (!list) return trimmed;
  if (list.some(({ value }) => value === trimmed)) return trimmed;
  const named = list.filter(({ label }) => label.toLowerCase() === trimmed.toLowerCase());
  if (named.length === 1) return named[0]?.value;
  if (column.kind !== "flag") return undefined;
  if (/^(true|x|✓)$/i.test(trimmed)) return "1";
  return /^false$/i.test(trimmed) ? "0" : undefined;
}

export interface Paste {
  readonly changes: readonly CellChange[];
  /** Cells that cannot be edited and read otherwise. */
  readonly leftOut: number;
  /** The first text that means nothing in its column: then nothing is pasted. */
  readonly refused?: { readonly text: string; readonly column: string };
}

interface Target {
  /** Rows as shown. */
  readonly rows: readonly GridRow[];
  readonly row: number;
  readonly column: number;
  readonly selected: readonly GridRow[];
}

/**
 * Tab-separated text into cells: whole rows with titles by name and column, one cell into every selected row, anything
 * else downwards and to the right of the active cell.
 */
export function pasteCells(content: GridContent, text: string, target: Target): Paste {
  const lines = parseTsv(text);
  const [head = [], ...body] = lines;
  const byTitle = head.map((title) => content.columns.findIndex((each) => each.title === title || each.name === title));
  const keyed = byTitle.indexOf(0);
  if (lines.length > 1 && keyed >= 0 && byTitle.every((index) => index >= 0)) {
    const byName = new Map(target.rows.map((row) => [row.cells[0] ?? "", row]));
    const ids = byTitle.findIndex((index) => content.columns[index]?.kind === "key");
    const byKey = new Map(target.rows.map((row) => [row.key, row]));
    return collect(
      content,
      body.map((cells) => ({
        row: (ids >= 0 ? byKey.get(cells[ids] ?? "") : undefined) ?? byName.get(cells[keyed] ?? ""),
        cells: cells.map((cell, index) => [byTitle[index] ?? -1, cell] as const),
      })),
    );
  }
  const only = lines.length === 1 && head.length === 1 ? head[0] : undefined;
  if (only !== undefined && target.selected.length > 1) {
    return collect(
      content,
      target.selected.map((row) => ({ row, cells: [[target.column, only] as const] })),
    );
  }
  return collect(
    content,
    lines.map((cells, down) => ({
      row: target.rows[target.row + down],
      cells: cells.map((cell, right) => [target.column + right, cell] as const),
    })),
  );
}

interface Line {
  readonly row: GridRow | undefined;
  readonly cells: readonly (readonly [column: number, text: string])[];
}

function collect(content: GridContent, lines: readonly Line[]): Paste {
  const changes: CellChange[] = [];
  let leftOut = 0;
  for (const { row, cells } of lines) {
    for (const [index, text] of cells) {
      const column = content.columns[index];
      if (!row || !column) {
        leftOut++;
        continue;
      }
      const before = row.cells[index] ?? "";
      if (text === copied(column, row, index, content)) continue;
      if (!canEdit(column, row)) {
        // Names and e-mails beside the cells are no cellEdits.
        if (column.kind !== "context") leftOut++;
        continue;
      }
      const value = valueOf(column, text, content);
      if (value === undefined) return { changes: [], leftOut: 0, refused: { text, column: column.title } };
      if (value !== before) changes.push({ key: row.key, column: column.name, value });
    }
  }
  return { changes, leftOut };
}

function isMap({ kind }: GridColumn): boolean {
  return kind === "formRights" || kind === "formExport";
}
