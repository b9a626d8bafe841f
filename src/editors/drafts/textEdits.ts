import * as vscode from "vscode";
import { minimalEdit } from "../../codec/minimalEdit";
import type { TextEdit } from "../../codec/minimalEdit";
import { message, UserFacingError } from "../../core/text/message";

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

/** Makes the edit, in one step of Undo. @throws UserFacingError */
export async function applyEdits(edit: vscode.WorkspaceEdit): Promise<void> {
  if (!(await vscode.workspace.applyEdit(edit))) throw new UserFacingError(message("The draft could not be changed."));
}
