/** Longest name that lists and sentences show; the data keep all of it. */
const NAME = 120;
/** Longest text of several lines: what a notification or a tooltip still shows. */
const TEXT = 4000;

/** Letters that are written from right to left. They turn round what stands beside them, arrows between names too. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]|[\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/**
 * What has no picture of its own but acts: control characters and terminal escapes, marks that turn the direction of
 * writing, blanks without width, halves of letters. Joiners within scripts and emoji stay: they belong to the spelling.
 */
const ACTING =
  /\r\n|[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]|(?<![^\p{ASCII}\p{C}\p{Z}\u115f\u1160\u3164\uffa0])[\u200c\u200d]|[\u200c\u200d](?![^\p{ASCII}\p{C}\p{Z}\u115f\u1160\u3164\uffa0])/gu;

/** Names that are set apart already. */
const ISOLATED = /\u2068([^\u2066-\u2069\n]*)\u2069/gu;

/** Most texts, told at a glance. */
const HARMLESS = /^[\x20-\x7e\u00a1-\u00ac\u00ae-\u024f]*$/;

/**
 * A name, label or title from a server as every surface shows it: one line of bounded length, with what would act on
 * the text around it made visible, and set apart from it where it runs the other way. Done twice it changes nothing.
 */
export function shown(name: string, most = NAME): string {
  if (name.length <= most && HARMLESS.test(name)) return name;
  const start = name.slice(0, 2 * most + 2);
  const runsBack = RIGHT_TO_LEFT.test(start.replace(ISOLATED, ""));
  const text = cut(runsBack ? visible(start) : apart(start), most);
  return runsBack && RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text;
}

/** Sentences and lists of them, which may hold such names: lines stay lines. */
export function shownText(text: string, most = TEXT): string {
  if (text.length <= most && HARMLESS.test(text)) return text;
  const lines = text
    .slice(0, 2 * most + 2)
    .split(/\r?\n/)
    .map((line) => apart(line));
  return cut(lines.join("\n"), most);
}

/** A whole document in words, however long it reads. */
export function shownDocument(text: string): string {
  return shownText(text, 5_000_000);
}

/** A server's own words within a sentence of ours: each line set apart where it runs the other way. */
export function quoted(said: string, most = 2000): string {
  const lines = said.slice(0, 2 * most).split(/\r?\n/);
  return shownText(lines.map((line) => shown(line, most)).join("\n"), most);
}

/** Whether a name reads and types as it is. */
export function isPlain(name: string): boolean {
  return name !== "" && name.trim() === name && shown(name).replace(ISOLATED, "$1") === name;
}

/** A line with the isolation of its names left as it is. */
function apart(line: string): string {
  let [clean, end] = ["", 0];
  for (const match of line.matchAll(ISOLATED)) {
    const [whole, inner = ""] = match;
    const kept = RIGHT_TO_LEFT.test(inner) ? `\u2068${visible(inner)}\u2069` : visible(whole);
    clean += visible(line.slice(end, match.index)) + kept;
    end = match.index + whole.length;
  }
  return clean + visible(line.slice(end));
}

function visible(text: string): string {
  return text.replace(ACTING, (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (character === "\r\n" || code === 0x0a || code === 0x0d) return "↵";
    if (code === 0x09) return " ";
    if (code >= 0xd800 && code <= 0xdfff) return "\ufffd";
    return `[U+${code.toString(16).toUpperCase().padStart(4, "0")}]`;
  });
}

/** Never within a letter of two halves; a name that was set apart stays so as far as there is need. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const kept = text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, "");
  const open = kept.lastIndexOf("\u2068");
  if (open <= kept.lastIndexOf("\u2069")) return `${kept}…`;
  const name = kept.slice(open + 1);
  return RIGHT_TO_LEFT.test(name) ? `${kept}…\u2069` : `${kept.slice(0, open)}${name}…`;
}
