import * as vscode from "vscode";
import type { Services } from "./services";

/** Whether files of the workspace may be taken for access; says so where not. */
export async function isTrusted({ dialogs }: Pick<Services, "dialogs">, title: string): Promise<boolean> {
  if (vscode.workspace.isTrusted) return true;
  await dialogs.refuse(
    title,
    vscode.l10n.t("A file of access could come from anywhere. Trust the folder to use it for access."),
  );
  return false;
}
