import * as vscode from "vscode";
import { asOf } from "../grid/asOf";
import { plainLine } from "../../platform/plainText";
import { GRID } from "../ids";
import type { AccessFile } from "./accessFile";

/** Above the first line: what the file is held against and how old that is, and what can be done with it. */
export function lensesOf({ document, name, project, live, draft }: AccessFile): vscode.CodeLens[] {
  if (!name) return [];
  const { uri } = document;
  const lens = (title: string, command: string, ...args: readonly unknown[]) =>
    new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), { title, command, arguments: [...args] });
  if (!project) return [lens(vscode.l10n.t("Choose the project to check this against…"), CHOOSE, uri)];
  // Titles of lenses show icons.
  const label = plainLine(project.label);
  const node = { kind: "project", connectionId: project.id };
  const read = live
    ? lens(`${label} ${asOf(live.takenAt)}`, "redcapAccess.refreshProject", node)
    : lens(
        vscode.l10n.t("{0} has not been read yet: read it to check names", label),
        "redcapAccess.refreshProject",
        node,
      );
  if (draft) {
    return [
      read,
      lens(vscode.l10n.t("Compare"), "redcapAccess.showTextDiff", node),
      lens(vscode.l10n.t("Preview changes"), "redcapAccess.reviewChanges", node),
      lens(vscode.l10n.t("Open as grid"), "vscode.openWith", uri, GRID),
    ];
  }
  return [
    read,
    ...(live ? [lens(vscode.l10n.t("Compare"), "redcapAccess.compareFile", uri)] : []),
    lens(vscode.l10n.t("Preview changes"), "redcapAccess.previewFile", uri),
    lens(vscode.l10n.t("Import into grid"), "redcapAccess.importFileIntoGrid", uri),
    lens(vscode.l10n.t("Other project…"), CHOOSE, uri),
  ];
}

const CHOOSE = "redcapAccess.chooseFileProject";
