import * as vscode from "vscode";
import { posix } from "node:path";
import { projectSide } from "../../core/check/projectSide";
import { subjectOf } from "./accessFile";
import type { AccessFiles } from "./accessFiles";

/** The project's side of a comparison; no editor of ours claims it. */
export const PROJECT_SCHEME = "redcap-access-project";

export class ProjectSides implements vscode.TextDocumentContentProvider {
  constructor(private readonly files: AccessFiles) {}

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri.query, true));
    const file = await this.files.read(document);
    const subject = file && subjectOf(file);
    return subject ? file.table.rendered(projectSide(subject)) : "";
  }

  /** Shows what the project has beside what the file says. */
  async compare(uri: vscode.Uri, project: string): Promise<void> {
    const name = posix.basename(uri.path);
    // Each comparison is of its own moment: a document of this address is kept as it was first shown.
    const path = `/${Date.now()}/${name}`;
    const left = vscode.Uri.from({ scheme: PROJECT_SCHEME, path, query: uri.toString() });
    await vscode.commands.executeCommand("vscode.diff", left, uri, vscode.l10n.t("{0} ↔ {1}", project, name));
  }
}
