import * as vscode from "vscode";
import { posix } from "node:path";
import { projectSide } from "../../core/check/projectSide";
import { shown } from "../../core/text/displayText";
import { subjectOf } from "./accessFile";
import type { AccessFile } from "./accessFile";
import { hasManifest } from "./accessFiles";
import type { AccessFiles } from "./accessFiles";

/** The project's side of a comparison; no editor of ours claims it. */
export const PROJECT_SCHEME = "redcap-access-project";

export class ProjectComparisons implements vscode.TextDocumentContentProvider {
  constructor(private readonly files: AccessFiles) {}

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri.query, true));
    const file = await this.files.read(document);
    const subject = file && subjectOf(file);
    if (!subject) return "";
    return (await folderSide(file)) ?? file.table.rendered(projectSide(subject));
  }

  /** Shows what the project has beside what the file says. */
  async compare(uri: vscode.Uri, project: string): Promise<void> {
    const name = posix.basename(uri.path);
    // Each comparison is of its own moment: a document of this address is kept as it was first shown.
    const path = `/${Date.now()}/${name}`;
    const left = vscode.Uri.from({ scheme: PROJECT_SCHEME, path, query: uri.toString() });
    await vscode.commands.executeCommand("vscode.diff", left, uri, `${shown(project)} ↔ ${name}`);
  }
}

/** Files of a folder of access name roles, and leave out what roles give: the project's side is written like them. */
async function folderSide({ document, project, live, table }: AccessFile): Promise<string | undefined> {
  if (!project || !live || !(await hasManifest(document.uri))) return undefined;
  const { folderFiles } = await import("../../app/files/accessFolder");
  const names = table.table.columns.includes("email");
  return folderFiles(project, live, { names }).find(({ name }) => name === posix.basename(document.uri.path))?.text;
}
