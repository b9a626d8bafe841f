import * as vscode from "vscode";
import { settingOf } from "../../platform/settingOf";
import { DRAFT_SCHEME, LANGUAGE } from "../ids";

/** Documents that somebody asked to have checked, whatever their names. */
const asked = new Set<string>();

export function checkFromNow(uri: vscode.Uri): void {
  asked.add(uri.toString());
}

/** Whether a document is a draft, or a file that is checked by its language, its name or by request. */
export function isAccessFile(document: vscode.TextDocument): boolean {
  if (document.uri.scheme === DRAFT_SCHEME) return /\.csv$/.test(document.uri.path);
  if (document.languageId === LANGUAGE) return true;
  return document.languageId === "json" && (asked.has(document.uri.toString()) || matchesPattern(document));
}

/**
 * Why a CSV file may be one of ours although its language does not say so: its name says it, or would if it stood in a
 * folder that was saved from a project.
 */
export function mayBeAccessFile(document: vscode.TextDocument): "byName" | "inFolder" | undefined {
  const plain = document.languageId === "plaintext" || document.languageId === "csv";
  if (!plain || document.uri.scheme === DRAFT_SCHEME || !/\.csv$/i.test(document.uri.path)) return undefined;
  if (matchesPattern(document)) return "byName";
  return /\/(users|roles|dags|assignments)\.csv$/.test(document.uri.path) ? "inFolder" : undefined;
}

/** What text editors show, as far as it concerns us. */
export function shownFiles(): readonly vscode.TextDocument[] {
  return [...new Set(vscode.window.visibleTextEditors.map(({ document }) => document))].filter(
    (document) => isAccessFile(document) || mayBeAccessFile(document) !== undefined,
  );
}

function matchesPattern(document: vscode.TextDocument): boolean {
  // Patterns do no harm, whoever wrote them.
  const patterns = settingOf("checkedFiles", "any", document.uri);
  return patterns.some((pattern) => vscode.languages.match({ pattern }, document) > 0);
}
