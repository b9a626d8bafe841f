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

/** A name that an object has a second time. */
interface Twice {
  readonly at: number;
  readonly name: string;
  /** The entry of the list, counted from 0, and the name under which the object stands there; '' for the entry itself. */
  readonly entry: number;
  readonly within: string;
  /** Whether both say the same, letter by letter. */
  readonly same: boolean;
}

interface Open {
  readonly values: Map<string, string>;
  /** The name whose value comes next; a list has none. */
  name: string | undefined;
  at: number;
}

/** Tells of names that an object of a JSON text has a second time, once the second value is known. */
export function keysTwice(text: string, tell: (twice: Twice) => void): void {
  const open: Open[] = [];
  const level = /^\s*\[/.test(text) ? 1 : 0;
  let entry = -1;
  const valued = (object: Open | undefined, value: string) => {
    if (object?.name === undefined) return;
    const before = object.values.get(object.name);
    const within = open.length > level + 1 ? (open[level]?.name ?? "") : "";
    if (before !== undefined) tell({ at: object.at, name: object.name, entry, within, same: before === value });
    object.values.set(object.name, value);
  };
  walk(text, (what, at, end, depth) => {
    if (depth === level && (what === "open" || what === "value")) entry += 1;
    const inner = open.at(-1);
    // Lists and objects are told apart by their place, as if no two of them were alike.
    if (what === "open") valued(inner, String(at));
    if (what === "open") open.push({ values: new Map(), name: undefined, at: 0 });
    else if (what === "close") open.pop();
    else if (what === "value") valued(inner, text.slice(at, end));
    else if (inner) Object.assign(inner, { name: JSON.parse(text.slice(at, end)) as string, at });
  });
}

/** A JSON text whose whole numbers of more digits than JavaScript keeps are texts. */
export function exactNumbers(text: string): string {
  let [exact, end] = ["", 0];
  walk(text, (what, at, behind) => {
    if (what !== "value" || behind - at < LONG || text[at] === '"') return;
    const digits = text.slice(at, behind);
    if (!/^-?\d+$/.test(digits) || String(Number(digits)) === digits) return;
    exact += `${text.slice(end, at)}"${digits}"`;
    end = behind;
  });
  return exact + text.slice(end);
}

/** From so many digits on a number may not be kept. */
const LONG = 16;

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
