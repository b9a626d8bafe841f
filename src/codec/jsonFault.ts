const TOKEN = /[{}[\],:]|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
/** Part of what stands between quotes: in one piece a text of many megabytes is too much for a pattern. */
const PIECE = /(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4})){1,10000}/y;
const BLANKS = /[ \t\r\n]*/y;

type Wanted = "value" | "valueOrEnd" | "key" | "keyOrEnd" | "colon" | "commaOrEnd" | "nothing";

/** Where a text stops being JSON: engines word that differently, and for some faults they do not say it at all. */
export function jsonFault(text: string): number {
  const open: string[] = [];
  let wanted: Wanted = "value";
  const afterValue = (): Wanted => (open.length > 0 ? "commaOrEnd" : "nothing");
  for (let at = skip(BLANKS, text, 0); ;) {
    const end = text[at] === '"' ? quotedEnd(text, at) : skip(TOKEN, text, at);
    if (end === at) return at;
    const token = text.slice(at, end);
    const value = wanted === "value" || wanted === "valueOrEnd";
    if (token === "[" || token === "{") {
      if (!value) return at;
      wanted = token === "[" ? "valueOrEnd" : "keyOrEnd";
      open.push(token === "[" ? "]" : "}");
    } else if (token === "]" || token === "}") {
      const empty = token === "]" ? "valueOrEnd" : "keyOrEnd";
      if (open.at(-1) !== token || (wanted !== "commaOrEnd" && wanted !== empty)) return at;
      open.pop();
      wanted = afterValue();
    } else if (token === ",") {
      if (wanted !== "commaOrEnd") return at;
      wanted = open.at(-1) === "]" ? "value" : "key";
    } else if (token === ":") {
      if (wanted !== "colon") return at;
      wanted = "value";
    } else if (value) wanted = afterValue();
    else if ((wanted === "key" || wanted === "keyOrEnd") && token.startsWith('"')) wanted = "colon";
    else return at;
    at = skip(BLANKS, text, end);
  }
}

function quotedEnd(text: string, from: number): number {
  let end = from + 1;
  for (let next = skip(PIECE, text, end); next > end; next = skip(PIECE, text, end)) end = next;
  return text[end] === '"' ? end + 1 : from;
}

/** The index behind a match of a sticky pattern; the same index when nothing matches. */
function skip(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return from + (pattern.exec(text)?.[0].length ?? 0);
}
