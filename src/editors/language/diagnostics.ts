import * as vscode from "vscode";
import type { Problem as TextProblem } from "../../codec/format";
import { notAccess } from "../../core/import/recognise";
import { COLUMN_RULES } from "../../core/rules/columnRules";
import type { Level, Problem } from "../../core/rules/problem";
import { breaks } from "../../core/rules/rule";
import { message } from "../../core/text/message";
import type { Message } from "../../core/text/message";
import { text } from "../../platform/language";
import { TABLES } from "../../core/access/tables";
import type { TableName } from "../../core/access/tables";
import { rangeOf } from "./accessFile";
import type { AccessFile } from "./accessFile";

export const SOURCE = "REDCap";
/** More of them nobody reads, and VS Code shows no more. */
const MOST = 1000;

const SEVERITY: Readonly<Record<Level, vscode.DiagnosticSeverity>> = {
  refuse: vscode.DiagnosticSeverity.Error,
  type: vscode.DiagnosticSeverity.Warning,
  warn: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

export function diagnosticsOf(file: AccessFile): vscode.Diagnostic[] {
  const { table, name, others, document } = file;
  if (table.problems.length === 0 && !name && table.table.columns.length > 0) return [noTable(file)];
  return [
    ...(name && others.length > 0 ? [severalTables(file, name)] : []),
    ...table.problems.map((problem) => ofText(document, problem)),
    ...file
      .problems()
      .slice(0, MOST)
      .map((problem) => ofProblem(file, problem)),
  ];
}

function ofText(document: vscode.TextDocument, { line, column, code, message: said }: TextProblem): vscode.Diagnostic {
  const at = document.validatePosition(new vscode.Position(line - 1, column - 1));
  const end = document.lineAt(at.line).range.end;
  return made(new vscode.Range(at, end), said, vscode.DiagnosticSeverity.Error, code);
}

function ofProblem(file: AccessFile, problem: Problem): vscode.Diagnostic {
  const { level, rule, other, place } = problem;
  const diagnostic = made(rangeOf(file, problem), problem.message, SEVERITY[level], rule);
  if (other !== undefined) {
    const range = rangeOf(file, { ...problem, place: { ...place, row: other } });
    const first = new vscode.Location(file.document.uri, range);
    diagnostic.relatedInformation = [
      new vscode.DiagnosticRelatedInformation(first, text(message("It is listed here first."))),
    ];
  }
  return diagnostic;
}

function noTable(file: AccessFile): vscode.Diagnostic {
  const why = notAccess(file.table.table.columns) ?? message("This is not an access table.");
  return ofFile(file, breaks(COLUMN_RULES.notAccess, why));
}

/** The name of the file decides, for people and for whoever gets it next. */
function severalTables(file: AccessFile, name: TableName): vscode.Diagnostic {
  const names = file.others.map((other) => `${other}.${file.table.format}`);
  return ofFile(file, breaks(COLUMN_RULES.severalTables, TABLES[name].title, names));
}

/** Of the whole file, shown on its first line. */
function ofFile({ document }: AccessFile, { message: said, rule }: Problem): vscode.Diagnostic {
  return made(document.lineAt(0).range, said, vscode.DiagnosticSeverity.Information, rule);
}

function made(range: vscode.Range, said: Message, severity: vscode.DiagnosticSeverity, code: string) {
  const diagnostic = new vscode.Diagnostic(range, text(said), severity);
  diagnostic.source = SOURCE;
  diagnostic.code = code;
  return diagnostic;
}
