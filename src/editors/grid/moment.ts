import * as vscode from "vscode";

/** A moment as people here write it. */
export function moment(at: number): string {
  return new Date(at).toLocaleString(undefined, { timeStyle: "short", dateStyle: "medium" });
}

/** How old what is shown is. */
export function asOf(takenAt: number): string {
  return vscode.l10n.t("as of {0}", moment(takenAt));
}
