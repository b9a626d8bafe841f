import * as vscode from "vscode";
import { folderFiles } from "../../app/files/accessFolder";
import { MANIFEST_NAME } from "../../app/files/accessManifest";
import { shown } from "../../core/text/displayText";
import { chooseFolder, projectOfFolder } from "./folderChoice";
import type { Services } from "../services";
import { isTrusted } from "../trusted";

type Needs = Parameters<typeof chooseFolder>[0] &
  Parameters<typeof projectOfFolder>[0] &
  Pick<Services, "progress" | "reports">;

/** *Compare Folder with Project*: REDCap beside the files, table by table. Changes nothing. */
export const compareFolder =
  (services: Needs) =>
  async (target?: unknown): Promise<void> => {
    const { dialogs, files, progress, projects, reports } = services;
    const title = vscode.l10n.t("Compare Folder with Project");
    if (!(await isTrusted(services, vscode.l10n.t("Comparing folders is off while this folder is not trusted."))))
      return;
    const folder = await chooseFolder(services, target, title);
    const project = folder && (await projectOfFolder(services, folder, target, title));
    if (!folder || !project) return;
    const live = await progress.notification(title, (_, signal) => projects.load(project.id, { signal }));
    const names = folder.files.users?.table.columns.includes("email") ?? false;
    const pairs: [vscode.Uri, vscode.Uri, vscode.Uri][] = [];
    for (const { name, text } of folderFiles(project, live, { names })) {
      const uri = vscode.Uri.joinPath(folder.uri, name);
      const there = name === MANIFEST_NAME ? undefined : await files.readIfThere(uri);
      if (there && new TextDecoder().decode(there) !== text) pairs.push([uri, reports.add(uri.path, text), uri]);
    }
    if (pairs.length === 0) {
      await dialogs.info(vscode.l10n.t("The folder and {0} say the same.", project.label));
      return;
    }
    const heading = vscode.l10n.t("{0}: REDCap ↔ folder", shown(project.label));
    await vscode.commands.executeCommand("vscode.changes", heading, pairs);
  };
