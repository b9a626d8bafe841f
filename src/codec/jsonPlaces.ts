const TOKEN = /[{}[\],:]|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
/** Part of what stands between quotes: in one piece a text of many megabytes is too much for a pattern. */
const PIECE = /(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4})){1,10000}/y;
const BLANKS = /[ \t\r\n]*/y;

type Wanted = "value" | "valueOrEnd" | "key" | "keyOrEnd" | "colon" | "commaOrEnd" | "nothing";

/** What `walk` meets: where it begins and ends, and how many lists and objects are open around it. */
type Visit = (what: "open" | "close" | "key" | "value", start: number, end: number, depth: number) => void;

/** Where a text stops being JSON: engines word that differently, and for some faults they do not say it at all. */
export function jsonFault(text: string): number {
  return walk(text, () => undefined);
}

/** Where the entries of the list that a JSON text is begin; of a single value, where that begins. */
export function entriesAt(text: string): readonly number[] {
  const places: number[] = [];
  const level = /^\s*\[/.test(text) ? 1 : 0;
  walk(text, (what, start, _, depth) => {
    if (depth === level && (what === "open" || what === "value")) places.push(start);
  });
  return places;
}

/** Tells of names that an object of a JSON text has a second time, and where. */
export function keysTwice(text: string, tell: (at: number, name: string) => void): void {
  const open: Set<string>[] = [];
  walk(text, (what, at, end) => {
    if (what === "open") open.push(new Set());
    else if (what === "close") open.pop();
    else if (what === "key") {
      const name = JSON.parse(text.slice(at, end)) as string;
      const names = open.at(-1);
      if (names?.has(name)) tell(at, name);
      names?.add(name);
    }
  });
}

function walk(text: string, visit: Visit): number {
  const open: string[] = [];
  let wanted: Wanted = "value";
  const afterValue = (): Wanted => (open.length > 0 ? "commaOrEnd" : "nothing");
  for (let at = skip(BLANKS, text, 0); ;) {
    const end = text[at] === '"' ? quotedEnd(text, at) : skip(TOKEN, text, at);
    if (end === at) return at;
    const token = text[at] === '"' ? '"' : text.slice(at, end);
    const value = wanted === "value" || wanted === "valueOrEnd";
    if (token === "[" || token === "{") {
      if (!value) return at;
      wanted = token === "[" ? "valueOrEnd" : "keyOrEnd";
      visit("open", at, end, open.length);
      open.push(token === "[" ? "]" : "}");
    } else if (token === "]" || token === "}") {
      const empty = token === "]" ? "valueOrEnd" : "keyOrEnd";
      if (open.at(-1) !== token || (wanted !== "commaOrEnd" && wanted !== empty)) return at;
      open.pop();
      visit("close", at, end, open.length);
      wanted = afterValue();
    } else if (token === ",") {
      if (wanted !== "commaOrEnd") return at;
      wanted = open.at(-1) === "]" ? "value" : "key";
    } else if (token === ":") {
      if (wanted !== "colon") return at;
      wanted = "value";
    } else if (value) {
      visit("value", at, end, open.length);
      wanted = afterValue();
    } else if ((wanted === "key" || wanted === "keyOrEnd") && token === '"') {
      visit("key", at, end, open.length);
      wanted = "colon";
    } else return at;
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
