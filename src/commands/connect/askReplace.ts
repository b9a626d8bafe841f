import * as vscode from "vscode";
import type { Connection } from "../../app/connections/connection";
import type { Services } from "../services";

/** Whether the token of a project that is in the list already is replaced. */
export async function askReplace(
  { dialogs }: Pick<Services, "dialogs">,
  { label }: Pick<Connection, "label">,
): Promise<boolean> {
  return await dialogs.confirm({
    title: vscode.l10n.t("{0} is already in the list. Replace its token?", label),
    action: vscode.l10n.t("Replace Token"),
  });
}

export function alreadyThere({ label }: Pick<Connection, "label">): string {
  return vscode.l10n.t("{0} is already in the list.", label);
}
