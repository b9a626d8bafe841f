import * as vscode from "vscode";
import type { ExpirationState } from "../core/access/rights";

const SCHEME = "redcap-access-node";

interface Mark {
  readonly badge: string;
  readonly color: string;
  readonly tooltip: () => string;
}

const MARKS: ReadonlyMap<string, Mark> = new Map([
  ["expired", { badge: "✕", color: "list.errorForeground", tooltip: () => vscode.l10n.t("Access has expired") }],
  ["today", { badge: "!", color: "list.warningForeground", tooltip: () => vscode.l10n.t("Access expires today") }],
  ["soon", { badge: "◷", color: "list.warningForeground", tooltip: () => vscode.l10n.t("Access expires soon") }],
  ["noRole", { badge: "–", color: "list.deemphasizedForeground", tooltip: () => vscode.l10n.t("No role: own rights") }],
]);

function markName(state: ExpirationState, noRole: boolean): string {
  return MARKS.has(state) ? state : noRole ? "noRole" : "plain";
}

/** The address only says how somebody stands, never who: decorations depend on nothing else. */
export function stateUri(state: ExpirationState, noRole: boolean): vscode.Uri {
  return vscode.Uri.from({ scheme: SCHEME, path: `/${markName(state, noRole)}` });
}

export function stateColor(state: ExpirationState, noRole: boolean): string | undefined {
  return MARKS.get(markName(state, noRole))?.color;
}

export const stateDecorations: vscode.FileDecorationProvider = {
  provideFileDecoration(uri) {
    const mark = uri.scheme === SCHEME ? MARKS.get(uri.path.slice(1)) : undefined;
    return mark && new vscode.FileDecoration(mark.badge, mark.tooltip(), new vscode.ThemeColor(mark.color));
  },
};
