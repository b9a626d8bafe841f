import * as vscode from "vscode";
import type { SpanOfCell } from "../../codec/textTable";
import { suggestions } from "../../core/check/suggest";
import { columnAt } from "../../core/check/subject";
import type { Today } from "../../core/access/people";
import { text } from "../../platform/language";
import { plainLine } from "../../platform/plainText";
import { subjectOf } from "./accessFile";
import type { AccessFile } from "./accessFile";

export function completions(file: AccessFile, position: vscode.Position, today: Today): vscode.CompletionItem[] {
  const subject = subjectOf(file);
  const { document, table } = file;
  const offset = document.offsetAt(position);
  const cell = table.cellAt(offset) ?? emptyLine(file, position, offset);
  if (!subject || !cell || cell.row < 0) return [];
  const before = file.text.slice(cell.start, offset);
  const kind = columnAt(subject, cell.column)?.kind;
  const inList = kind === "formRights" || kind === "formExport";
  const range = inList ? wordAt(document, position) : rangeOf(document, cell);
  const found = suggestions(subject, { row: cell.row, column: cell.column, before }, today);
  return found.map(({ value, label: said, detail }, index) => {
    const label = text(said);
    const item = new vscode.CompletionItem(plainLine(label), vscode.CompletionItemKind.Value);
    item.insertText = inList ? value : table.written(value);
    item.range = range;
    // People type the name as well as the id; a quote that stands there already is part of what is replaced.
    item.filterText = `${file.text[cell.start] === '"' && !inList ? '"' : ""}${value} ${label}`;
    item.sortText = String(index).padStart(6, "0");
    if (detail) item.detail = text(detail);
    return item;
  });
}

/** A line that somebody has just begun is a row to be. */
function emptyLine({ document, table }: AccessFile, position: vscode.Position, offset: number): SpanOfCell | undefined {
  if (table.format !== "csv" || !document.lineAt(position.line).isEmptyOrWhitespace) return undefined;
  return { row: table.table.rows.length, column: 0, start: offset, end: offset };
}

function wordAt(document: vscode.TextDocument, position: vscode.Position): vscode.Range {
  return document.getWordRangeAtPosition(position, /\w+/) ?? new vscode.Range(position, position);
}

function rangeOf(document: vscode.TextDocument, { start, end }: SpanOfCell): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}
