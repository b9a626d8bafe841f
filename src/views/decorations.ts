import * as vscode from "vscode";
import { message, plural } from "../core/text/message";
import { text } from "../platform/language";
import type { ExpirationState } from "../core/access/rights";

const SCHEME = "redcap-access-node";

interface Mark {
  readonly badge: string;
  readonly color: string;
  readonly tooltip: () => string;
}

const MARKS: ReadonlyMap<string, Mark> = new Map([
  ["expired", { badge: "✕", color: "list.errorForeground", tooltip: () => text(message("Access has expired")) }],
  ["today", { badge: "!", color: "list.warningForeground", tooltip: () => text(message("Access expires today")) }],
  ["soon", { badge: "◷", color: "list.warningForeground", tooltip: () => text(message("Access expires soon")) }],
  ["noRole", { badge: "–", color: "list.deemphasizedForeground", tooltip: () => text(message("No role: own rights")) }],
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

/** The same for projects: how many changes wait, and whether what is shown is old. */
export function projectUri(changes: number, failed: boolean): vscode.Uri {
  return vscode.Uri.from({ scheme: SCHEME, path: `/project/${failed ? "failed" : "read"}/${changes}` });
}

function projectMark(path: string): vscode.FileDecoration | undefined {
  const [, state, digits] = /^\/project\/(failed|read)\/(\d+)$/.exec(path) ?? [];
  const changes = Number(digits);
  if (state === undefined || (state === "read" && changes === 0)) return undefined;
  const color = new vscode.ThemeColor(state === "failed" ? "list.warningForeground" : "list.highlightForeground");
  const waiting = () =>
    text(plural(changes, { one: "{count} change not yet in REDCap", other: "{count} changes not yet in REDCap" }));
  const words = [state === "failed" ? text(message("not refreshed")) : "", changes > 0 ? waiting() : ""];
  // A badge holds two signs.
  const badge = changes === 0 ? "!" : changes > 99 ? "9+" : String(changes);
  return new vscode.FileDecoration(badge, words.filter(Boolean).join(" · "), color);
}

export const stateDecorations: vscode.FileDecorationProvider = {
  provideFileDecoration(uri) {
    if (uri.scheme !== SCHEME) return undefined;
    if (uri.path.startsWith("/project/")) return projectMark(uri.path);
    const mark = MARKS.get(uri.path.slice(1));
    return mark && new vscode.FileDecoration(mark.badge, mark.tooltip(), new vscode.ThemeColor(mark.color));
  },
};
