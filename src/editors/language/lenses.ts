import * as vscode from "vscode";
import { asOf } from "../grid/asOf";
import { message } from "../../core/text/message";
import type { Message } from "../../core/text/message";
import { text } from "../../platform/language";
import { plainLine } from "../../platform/plainText";
import { GRID } from "../ids";
import type { AccessFile } from "./accessFile";

/** Above the first line: what the file is held against and how old that is, and what can be done with it. */
export function lensesOf({ document, name, project, live, draft }: AccessFile): vscode.CodeLens[] {
  if (!name) return [];
  const { uri } = document;
  const lens = (title: Message, command: string, ...args: readonly unknown[]) =>
    new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), { title: text(title), command, arguments: [...args] });
  if (!project) return [lens(message("Choose the project to check this against…"), CHOOSE, uri)];
  // Titles of lenses show icons.
  const label = plainLine(project.label);
  const node = { kind: "project", connectionId: project.id };
  const read = live
    ? lens(
        message("{project} {asOf}", { project: label, asOf: asOf(live.takenAt) }),
        "redcapAccess.refreshProject",
        node,
      )
    : lens(
        message("{project} has not been read yet: read it to check names", { project: label }),
        "redcapAccess.refreshProject",
        node,
      );
  if (draft) {
    return [
      read,
      lens(message("Compare"), "redcapAccess.showTextDiff", node),
      lens(message("Preview changes"), "redcapAccess.reviewChanges", node),
      lens(message("Open as grid"), "vscode.openWith", uri, GRID),
    ];
  }
  return [
    read,
    ...(live ? [lens(message("Compare"), "redcapAccess.compareFile", uri)] : []),
    lens(message("Preview changes"), "redcapAccess.previewFile", uri),
    lens(message("Import into grid"), "redcapAccess.importFileIntoGrid", uri),
    lens(message("Other project…"), CHOOSE, uri),
  ];
}

const CHOOSE = "redcapAccess.chooseFileProject";
