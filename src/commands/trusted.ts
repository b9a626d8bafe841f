import * as vscode from "vscode";
import type { Services } from "./services";

type Needs = Pick<Services, "dialogs">;

/** Commands that end in a change of REDCap. Each would ask questions first, for nothing. */
const CHANGING: ReadonlySet<string> = new Set([
  ...["addDag", "addUser", "assignDag", "assignRole", "checkUnfinished", "deleteDag", "deleteRole", "duplicateRole"],
  ...["extendExpiration", "removeUsers", "renameDag", "renameRole", "reviewAndApply", "reviewAndApplySelected"],
  ...["setExpiration", "undoLastApply"],
]);

/** Whether what the folder holds may lead to a change of access; says why where it may not. `title`: what is off. */
export async function isTrusted({ dialogs }: Needs, title: string): Promise<boolean> {
  if (vscode.workspace.isTrusted) return true;
  await dialogs.refuse(
    title,
    vscode.l10n.t(
      "What lies in such a folder could come from anywhere. Browsing, drafts and exports work. Trust the folder with Workspaces: Manage Workspace Trust.",
    ),
  );
  return false;
}

export async function mayImport(services: Needs): Promise<boolean> {
  return await isTrusted(services, vscode.l10n.t("Importing is off while this folder is not trusted."));
}

/** Whether REDCap may be changed from this window. */
export async function mayChange(services: Needs): Promise<boolean> {
  return await isTrusted(services, vscode.l10n.t("Changing REDCap is off while this folder is not trusted."));
}

/** Says why a command is off in a folder that is not trusted. @returns whether it is */
export async function isOff(services: Needs, command: string): Promise<boolean> {
  return CHANGING.has(command) && !(await mayChange(services));
}
