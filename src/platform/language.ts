import * as vscode from "vscode";
import { languageOf } from "../core/text/languageOf";
import { render } from "../core/text/message";
import type { Message } from "../core/text/message";

/** Translations into the language that VS Code shows, by the English text; undefined in English. */
export const translations = vscode.l10n.bundle;

const language = languageOf(vscode.env.language, translations);

/** A sentence in the person's language. */
export function text(said: Message): string {
  return render(said, language);
}
