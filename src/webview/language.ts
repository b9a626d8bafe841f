import { languageOf } from "../core/text/languageOf";
import { render } from "../core/text/message";
import type { Message } from "../core/text/message";

let language = languageOf("en");

/** What the host wrote into the document: the locale and, where there are any, translations by the English text. */
export function takeLanguage(locale: string, translations: string | undefined): void {
  language = languageOf(locale, JSON.parse(translations ?? "{}") as Readonly<Record<string, string>>);
}

/** A sentence in the person's language. */
export function text(said: Message): string {
  return render(said, language);
}
