import { own } from "../own";
import { rulesOf } from "./message";
import type { Language } from "./message";

/** Set by `node esbuild.js --pseudo`. */
declare const PSEUDO: boolean;

/** How the person reads: plurals and lists of their locale, and texts as translated, where they have been. */
export function languageOf(locale: string, translations: Readonly<Record<string, string>> = {}): Language {
  return {
    translate: (template) => own(translations, template) ?? template,
    // English lists are written as the sources write them: "ann, bob and cy".
    ...rulesOf(locale === "en" ? "en-GB" : locale),
    ...(PSEUDO ? { mark: pseudo } : {}),
  };
}

/**
 * A sentence as a pretended language shows it: in brackets, so that one without them is seen to be untranslatable, and
 * about 30 % longer. A sentence within a sentence has brackets of its own.
 */
export function pseudo(said: string): string {
  const longer = "~".repeat(Math.ceil(said.length * 0.3)).replace(/~{6}(?=~)/g, "$& ");
  return `⟦${said} ${longer}⟧`;
}
