import * as vscode from "vscode";
import type { ExpirationState } from "../core/rights";

const SCHEME = "redcap-access-node";

interface Mark {
  readonly badge: string;
  readonly color: string;
  readonly tooltip: () => string;
}

const MARKS: Readonly<Record<string, Mark>> = {
  expired: { badge: "✕", color: "list.errorForeground", tooltip: () => vscode.l10n.t("Access has expired") },
  today: { badge: "!", color: "list.warningForeground", tooltip: () => vscode.l10n.t("Access expires today") },
  soon: { badge: "◷", color: "list.warningForeground", tooltip: () => vscode.l10n.t("Access expires soon") },
  noRole: { badge: "–", color: "list.deemphasizedForeground", tooltip: () => vscode.l10n.t("No role: own rights") },
};

/** The address only says how somebody stands, never who: decorations depend on nothing else. */
export function stateUri(state: ExpirationState, noRole: boolean): vscode.Uri {
  const mark = Object.hasOwn(MARKS, state) ? state : noRole ? "noRole" : "plain";
  return vscode.Uri.from({ scheme: SCHEME, path: `/${mark}` });
}

export const stateDecorations: vscode.FileDecorationProvider = {
  provideFileDecoration(uri) {
    const mark = uri.scheme === SCHEME ? MARKS[uri.path.slice(1)] : undefined;
    return mark && new vscode.FileDecoration(mark.badge, mark.tooltip(), new vscode.ThemeColor(mark.color));
  },
};
