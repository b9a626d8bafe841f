import * as vscode from "vscode";
import { minimalEdit } from "../../codec/minimalEdit";
import type { TextEdit } from "../../codec/minimalEdit";

/** Lets `edit` turn a document's text into another, by the smallest replacement. */
export function addText(edit: vscode.WorkspaceEdit, document: vscode.TextDocument, wanted: string): void {
  addEdit(edit, document, minimalEdit(document.getText(), wanted));
}

/** Lets `edit` replace a part of a document's text. */
export function addEdit(
  edit: vscode.WorkspaceEdit,
  document: vscode.TextDocument,
  replacement: TextEdit | undefined,
): void {
  if (!replacement) return;
  const { start, end, text } = replacement;
  edit.replace(document.uri, new vscode.Range(document.positionAt(start), document.positionAt(end)), text);
}
