import * as vscode from "vscode";
import { minimalEdit } from "../codec/minimalEdit";

/** Lets `edit` turn a document's text into another, by the smallest replacement. */
export function addText(edit: vscode.WorkspaceEdit, document: vscode.TextDocument, wanted: string): void {
  const replacement = minimalEdit(document.getText(), wanted);
  if (!replacement) return;
  const { start, end, text } = replacement;
  edit.replace(document.uri, new vscode.Range(document.positionAt(start), document.positionAt(end)), text);
}
