import { quoted } from "../../core/text/displayText";
import { joined, message, verbatim } from "../../core/text/message";
import type { Message } from "../../core/text/message";

/** So many letters of a server's words stand in a sentence of ours; *Show Answer* has the rest. */
const MOST = 240;

/** Files and folders of the server's own; addresses of a page are no such. */
const PATH =
  /(?<![\w/.:])\/(?:var|usr|home|opt|srv|etc|data|mnt|tmp|www|app|apps|web|private|Users|Library|Applications|nfs|export|vol|volume\d*)\/[^\s"'<>|:;,)]*|(?<![\w/.:])(?:\/[\w.+@~-]+){2,}\.(?:php\d?|inc|html?|so|conf|ini|log)\b|\b[A-Za-z]:\\[^\s"'<>|:;,)]*|\\\\[\w.-]+\\[^\s"'<>|:;,)]*/g;

export function withoutPaths(words: string): string {
  return words.replace(PATH, "[path]");
}

/** A server's words within a sentence: one line, as much of it as can be read there, with what would act made visible. */
export function brief(words: string, most = MOST): Message {
  const line = words
    .split("\n")
    .map((part) => part.trim())
    .filter(Boolean)
    .reduce((text, part) => (text === "" ? part : `${text}${/[.:;,!?]$/.test(text) ? "" : ";"} ${part}`), "");
  return verbatim(quoted(line, most));
}

/** "It says: …" behind a sentence; nothing when the server said nothing. */
export function saying(said: Message, words: string): Message {
  return words.trim() === "" ? said : joined([said, message("It says: {words}", { words: brief(words) })]);
}

const BEGINNING = 100;

/** How an answer begins, where more of it would help nobody. */
export function beginning(text: string): Message {
  const start = text
    .slice(0, 2000)
    .replace(/^\uFEFF/, "")
    .trimStart();
  if (start.startsWith("\x1f")) return message("It begins like packed data (gzip).");
  if (/^PK[\x03\x05]/.test(start)) return message("It begins like a ZIP archive.");
  if (start.startsWith("%PDF")) return message("It begins like a PDF.");
  return message("It begins: {words}", { words: brief(withoutPaths(start.slice(0, 1000)), BEGINNING) });
}

/** How it ends: the last line tells what stands behind a document. */
export function ending(text: string): Message {
  const line = text.trimEnd().split("\n").at(-1) ?? "";
  return message("It ends: {words}", { words: brief(withoutPaths(line), BEGINNING) });
}
