import * as vscode from "vscode";
import { fixesFor, isSafeEverywhere } from "../../core/check/fixesFor";
import type { PlacedFix } from "../../core/check/fixesFor";
import type { Problem } from "../../core/rules/problem";
import { plural } from "../../core/text/message";
import type { Message } from "../../core/text/message";
import { text } from "../../platform/language";
import type { Subject } from "../../core/check/subject";
import { rangeOf, subjectOf } from "./accessFile";
import type { AccessFile } from "./accessFile";
import { diagnosticsOf } from "./diagnostics";

export function quickFixes(file: AccessFile, range: vscode.Range): vscode.CodeAction[] {
  const subject = subjectOf(file);
  if (!subject) return [];
  const here = file.problems().filter((problem) => rangeOf(file, problem).intersection(range));
  return here.flatMap((problem) => actionsFor(file, subject, problem));
}

function actionsFor(file: AccessFile, subject: Subject, problem: Problem): vscode.CodeAction[] {
  const diagnostics = diagnosticsOf({ ...file, table: { ...file.table, problems: [] }, problems: () => [problem] });
  const make = (title: Message, fixes: readonly PlacedFix[], preferred: boolean) => {
    const action = new vscode.CodeAction(text(title), vscode.CodeActionKind.QuickFix);
    action.diagnostics = diagnostics;
    action.isPreferred = preferred;
    action.edit = editOf(file, fixes);
    return action;
  };
  const fixes = fixesFor(subject, problem);
  const like = isSafeEverywhere(problem) ? sameEverywhere(file, subject, problem.rule) : [];
  const all = plural(like.length, { one: "Do this in {count} cell", other: "Do this in all {count} cells" });
  return [
    ...fixes.map((fix, index) => make(fix.title, [fix], index === 0)),
    ...(like.length > 1 ? [make(all, like, false)] : []),
  ];
}

/** One fix for each cell, where there is no choice. */
function sameEverywhere(file: AccessFile, subject: Subject, rule: string): readonly PlacedFix[] {
  const cells = new Map<string, PlacedFix>();
  for (const problem of file.problems().filter((each) => each.rule === rule)) {
    const [fix, ...others] = fixesFor(subject, problem);
    if (fix && others.length === 0) cells.set(`${problem.place.row ?? -1} ${problem.place.column ?? 0}`, fix);
  }
  return [...cells.values()];
}

function editOf({ document, table }: AccessFile, fixes: readonly PlacedFix[]): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  for (const fix of fixes) {
    const span = "removes" in fix ? table.wholeRow(fix.removes) : table.cell(fix.row, fix.column);
    if (!span) continue;
    const range = new vscode.Range(document.positionAt(span.start), document.positionAt(span.end));
    edit.replace(document.uri, range, "removes" in fix ? "" : table.written(fix.value));
  }
  return edit;
}
