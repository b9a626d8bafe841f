import * as vscode from "vscode";

/** Its long sentences wrap, and a word under the cursor is not looked for: see `configurationDefaults` in the manifest. */
const LANGUAGE = "redcap-access-report";

/** Opens a document in words that nobody edits. */
export async function showReport(uri: vscode.Uri): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(await vscode.languages.setTextDocumentLanguage(document, LANGUAGE), {
    preview: true,
  });
}
