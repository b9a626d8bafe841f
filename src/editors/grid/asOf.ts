import * as vscode from "vscode";

/** How old what is shown is. */
export function asOf(takenAt: number): string {
  const time = new Date(takenAt).toLocaleString(undefined, { timeStyle: "short", dateStyle: "medium" });
  return vscode.l10n.t("as of {0}", time);
}
