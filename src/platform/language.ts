import * as vscode from "vscode";
import { render, rulesOf } from "../core/text/message";
import type { Language, Message } from "../core/text/message";
import { pseudo } from "../core/text/pseudo";

/** Set by `node esbuild.js --pseudo`. */
declare const PSEUDO: boolean;

/** The language that VS Code shows. English lists are written as the sources write them: "ann, bob and cy". */
const language: Language = {
  translate: (template) => vscode.l10n.t(template),
  ...rulesOf(vscode.env.language === "en" ? "en-GB" : vscode.env.language),
  ...(PSEUDO ? { mark: pseudo } : {}),
};

/** A sentence in the person's language. */
export function text(said: Message): string {
  return render(said, language);
}

/** Strings are what has been rendered already; they go as soon as everything is said as a message. */
export type Said = Message | string;

export function rendered(said: Said): string {
  return typeof said === "string" ? said : text(said);
}
