import * as vscode from "vscode";
import { cellText } from "../../core/dataTable";
import { meaningOf } from "../../core/check/explain";
import { columnAt } from "../../core/check/subject";
import type { Today } from "../../core/access/people";
import { markdownOf } from "../../core/text/markdown";
import { text } from "../../platform/language";
import { roleName } from "../../core/access/names";
import { subjectOf } from "./accessFile";
import type { AccessFile } from "./accessFile";

/** What the cell means, in words. */
export function hoverAt(file: AccessFile, position: vscode.Position, today: Today): vscode.Hover | undefined {
  const subject = subjectOf(file);
  const cell = file.table.cellAt(file.document.offsetAt(position));
  const meaning = subject && cell && meaningOf(subject, cell.row, cell.column, today);
  if (!meaning) return undefined;
  // Names from servers are text and never markup. Lines, not paragraphs: a role's rights shall be seen without scrolling.
  const lines = [`**${markdownOf(text(meaning.title))}**`, ...meaning.lines.map((line) => markdownOf(text(line)))];
  const words = new vscode.MarkdownString(lines.join("  \n"));
  const at = (offset: number) => file.document.positionAt(offset);
  return new vscode.Hover(words, new vscode.Range(at(cell.start), at(cell.end)));
}

/** The name of a role beside its id, unless the row says it. Unique names of groups are their names already, in small letters. */
export function labelHints(file: AccessFile, range: vscode.Range): vscode.InlayHint[] {
  const subject = subjectOf(file);
  if (!subject) return [];
  const { document, table } = file;
  const columns = table.table.columns.flatMap((_, column) => {
    return columnAt(subject, column)?.references === "userRole" ? [column] : [];
  });
  const hints: vscode.InlayHint[] = [];
  for (let row = firstRow(file, range.start); row < table.table.rows.length; row++) {
    const cells = table.table.rows[row]?.map((cell) => cellText(cell).trim()) ?? [];
    for (const column of columns) {
      const id = cells[column] ?? "";
      const label = id === "" ? "" : roleName(subject.live, id);
      const span = label === "" || cells.includes(label) ? undefined : table.cell(row, column);
      if (!span) continue;
      const at = document.positionAt(span.end);
      if (at.isAfter(range.end)) return hints;
      const hint = new vscode.InlayHint(at, label);
      hint.paddingLeft = true;
      hints.push(hint);
    }
  }
  return hints;
}

/** Rows before it need not be looked at. */
function firstRow({ document, table }: AccessFile, start: vscode.Position): number {
  const offset = document.offsetAt(start);
  let [low, high] = [0, table.table.rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((table.cell(middle, 0)?.end ?? Infinity) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
