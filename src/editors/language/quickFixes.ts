import * as vscode from "vscode";
import type { CheckCode, Finding, Fix } from "../../core/check/finding";
import { fixesFor } from "../../core/check/fixes";
import type { Subject } from "../../core/check/subject";
import { rangeOf, subjectOf } from "./accessFile";
import type { AccessFile } from "./accessFile";
import { diagnosticsOf } from "./diagnostics";

/** What is safe to put right everywhere at once: it says the same in the project's own terms. */
const EVERYWHERE: ReadonlySet<CheckCode> = new Set<CheckCode>(["roleByLabel", "dagByLabel", "formEncoding"]);

export function quickFixes(file: AccessFile, range: vscode.Range): vscode.CodeAction[] {
  const subject = subjectOf(file);
  if (!subject) return [];
  const here = file.findings().filter((finding) => rangeOf(file, finding).intersection(range));
  return here.flatMap((finding) => actionsFor(file, subject, finding));
}

function actionsFor(file: AccessFile, subject: Subject, finding: Finding): vscode.CodeAction[] {
  const diagnostics = diagnosticsOf({ ...file, table: { ...file.table, problems: [] }, findings: () => [finding] });
  const make = (title: string, fixes: readonly Fix[], preferred: boolean) => {
    const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    action.diagnostics = diagnostics;
    action.isPreferred = preferred;
    action.edit = editOf(file, fixes);
    return action;
  };
  const fixes = fixesFor(subject, finding);
  const like = EVERYWHERE.has(finding.code) ? sameEverywhere(file, subject, finding.code) : [];
  return [
    ...fixes.map((fix, index) => make(fix.title, [fix], index === 0)),
    ...(like.length > 1 ? [make(vscode.l10n.t("Do this in all {0} cells", like.length), like, false)] : []),
  ];
}

/** One fix for each cell, where there is no choice. */
function sameEverywhere(file: AccessFile, subject: Subject, code: CheckCode): readonly Fix[] {
  const cells = new Map<string, Fix>();
  for (const finding of file.findings().filter((each) => each.code === code)) {
    const [fix, ...others] = fixesFor(subject, finding);
    if (fix && others.length === 0) cells.set(`${finding.row} ${finding.column}`, fix);
  }
  return [...cells.values()];
}

function editOf({ document, table }: AccessFile, fixes: readonly Fix[]): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  for (const fix of fixes) {
    const span = "removes" in fix ? table.wholeRow(fix.removes) : table.cell(fix.row, fix.column);
    if (!span) continue;
    const range = new vscode.Range(document.positionAt(span.start), document.positionAt(span.end));
    edit.replace(document.uri, range, "removes" in fix ? "" : table.written(fix.value));
  }
  return edit;
}
