import * as vscode from "vscode";
import { moment } from "../../platform/moment";

/** How old what is shown is. */
export function asOf(takenAt: number): string {
  return vscode.l10n.t("as of {0}", moment(takenAt));
}
