import * as vscode from "vscode";
import type { Problem } from "../../codec/format";
import type { Finding, Severity } from "../../core/check/finding";
import { TABLES } from "../../core/access/tables";
import type { TableName } from "../../core/access/tables";
import { rangeOf } from "./accessFile";
import type { AccessFile } from "./accessFile";

export const SOURCE = "REDCap";
/** More of them nobody reads, and VS Code shows no more. */
const MOST = 1000;

const SEVERITY: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

export function diagnosticsOf(file: AccessFile): vscode.Diagnostic[] {
  const { table, name, others, document } = file;
  if (table.problems.length === 0 && !name && table.table.columns.length > 0) return [noTable(document)];
  return [
    ...(name && others.length > 0 ? [severalTables(file, name)] : []),
    ...table.problems.map((problem) => ofText(document, problem)),
    ...file
      .findings()
      .slice(0, MOST)
      .map((finding) => ofFinding(file, finding)),
  ];
}

function ofText(document: vscode.TextDocument, { line, column, code, message }: Problem): vscode.Diagnostic {
  const at = document.validatePosition(new vscode.Position(line - 1, column - 1));
  const end = document.lineAt(at.line).range.end;
  return made(new vscode.Range(at, end), message, vscode.DiagnosticSeverity.Error, code);
}

function ofFinding(file: AccessFile, finding: Finding): vscode.Diagnostic {
  const { message, severity, code, other, column } = finding;
  const diagnostic = made(rangeOf(file, finding), message, SEVERITY[severity], code);
  if (other !== undefined) {
    const place = new vscode.Location(file.document.uri, rangeOf(file, { ...finding, row: other, column }));
    const there = new vscode.DiagnosticRelatedInformation(place, vscode.l10n.t("It stands here first."));
    diagnostic.relatedInformation = [there];
  }
  return diagnostic;
}

function noTable(document: vscode.TextDocument): vscode.Diagnostic {
  const message = vscode.l10n.t(
    "This is no access table: none of its columns names users, roles or data access groups as REDCap does.",
  );
  return made(document.lineAt(0).range, message, vscode.DiagnosticSeverity.Information, "notAccess");
}

/** The name of the file decides, for people and for whoever gets it next. */
function severalTables({ document, others, table }: AccessFile, name: TableName): vscode.Diagnostic {
  const names = new Intl.ListFormat(vscode.env.language, { type: "disjunction" }).format(
    others.map((other) => `${other}.${table.format}`),
  );
  const message = vscode.l10n.t(
    "The columns fit several tables; the file is checked as {0}. To have it checked as another one, name it {1}.",
    TABLES[name].title,
    names,
  );
  return made(document.lineAt(0).range, message, vscode.DiagnosticSeverity.Information, "severalTables");
}

function made(range: vscode.Range, message: string, severity: vscode.DiagnosticSeverity, code: string) {
  const diagnostic = new vscode.Diagnostic(range, message, severity);
  diagnostic.source = SOURCE;
  diagnostic.code = code;
  return diagnostic;
}
