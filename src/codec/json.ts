import type { Cell, DataTable, FormMap } from "../core/dataTable";
import { Filling, TOO_SPARSE } from "./filling";
import type { Decoded, Problem } from "./format";
import { entriesAt, jsonFault, keysTwice } from "./jsonPlaces";
import { Lines } from "./place";

/** Letters beyond the first 65,536 are written in two halves. */
const HALF = /\\u[dD][89a-fA-F]/;

/** Half a letter cannot be sent back, and breaks every address it gets into: it is the sign for an unreadable letter. */
function mended(_: string, value: unknown): unknown {
  return typeof value === "string" ? value.replace(/\p{Cs}/gu, "\ufffd") : value;
}

/** A list of objects, or one object (project information). Values keep their types. */
export function decodeJson(text: string): Decoded {
  const { table, problems } = read(text.replace(/^\uFEFF/, ""));
  return { table, problems };
}

/** The same, with names that stand twice in an object: `JSON.parse` takes the last one, of which nobody may know. */
export function decodeJsonFile(text: string): Decoded {
  const bare = text.replace(/^\uFEFF/, "");
  const { table, problems, names } = read(bare);
  if (names === undefined || names === namesAtMost(bare)) return { table, problems };
  const lines = new Lines(bare);
  const twice = keysTwice(bare).map(({ at, name }) => ({
    ...lines.at(at),
    code: "nameTwice",
    message: `The name "${name}" stands twice in one object.`,
  }));
  return { table, problems: [...problems, ...twice] };
}

export function encodeJson(table: DataTable): string {
  const rows = table.rows.map((row) => {
    const pairs = table.columns.flatMap((name, index) => {
      const value = row[index];
      return value === undefined ? [] : [`${JSON.stringify(name)}:${JSON.stringify(value)}`];
    });
    return `{${pairs.join(",")}}`;
  });
  return `[${rows.join(",")}]`;
}

/** `names`: how many names of values the objects have, where that is known. */
function read(text: string): Decoded & { readonly names?: number } {
  let parsed: unknown;
  try {
    parsed = HALF.test(text) ? JSON.parse(text, mended) : JSON.parse(text);
  } catch {
    const place = new Lines(text).at(jsonFault(text));
    return failed({ ...place, code: "jsonSyntax", message: "This is not JSON from here on." });
  }
  const list: readonly unknown[] = Array.isArray(parsed) ? parsed : [parsed];
  const columns: string[] = [];
  const indexOf = new Map<string, number>();
  const rows: Cell[][] = [];
  const wrong: { readonly entry: number; readonly code: string; readonly message: string }[] = [];
  const filling = new Filling();
  let names: number | undefined = 0;
  for (const [entry, item] of list.entries()) {
    if (typeof item !== "object" || item === null || Array.isArray(item)) {
      wrong.push({ entry, code: "notAnObject", message: `Entry ${entry + 1} is not an object with named values.` });
      continue;
    }
    const object = item as Readonly<Record<string, unknown>>;
    const keys = Object.keys(object);
    if (filling.exceeds(columns.length - keys.length)) return failed(TOO_SPARSE);
    const row = new Array<Cell>(columns.length).fill(undefined);
    if (names !== undefined) names += keys.length;
    for (const [at, name] of keys.entries()) {
      let index = columns[at] === name ? at : indexOf.get(name);
      if (index === undefined) indexOf.set(name, (index = columns.push(name) - 1));
      const value = object[name];
      if (typeof value !== "object" || value === null) row[index] = value as Cell;
      else if (isFormMap(value)) {
        row[index] = value;
        if (names !== undefined) names += Object.keys(value).length;
      } else {
        row[index] = wholeText(value);
        names = undefined;
        if (row[index] === undefined)
          wrong.push({ entry, code: "jsonDepth", message: `"${name}" of entry ${entry + 1} is nested too deeply.` });
      }
    }
    rows.push(row);
  }
  const lines = new Lines(text);
  const places = wrong.length > 0 ? entriesAt(text) : [];
  const problems: Problem[] = wrong.map(({ entry, ...problem }) => ({ ...lines.at(places[entry] ?? 0), ...problem }));
  if (!filling.fill(rows, columns.length)) return failed(TOO_SPARSE);
  return { table: { columns, rows }, problems, names: names ?? -1 };
}

function isFormMap(value: object): value is FormMap {
  return !Array.isArray(value) && Object.values(value).every((code) => typeof code !== "boolean" && isPlain(code));
}

/** What is no form map, whatever it is, stays readable and whole. undefined when it is too deep to be written. */
function wholeText(value: object): Cell {
  // PHP writes an empty map as an empty list.
  if (Array.isArray(value) && value.length === 0) return {};
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}

function isPlain(value: unknown): boolean {
  return typeof value !== "object" || value === null;
}

/** How many names of values a text can have at most: quotes with a colon behind them, inside of texts too. */
function namesAtMost(text: string): number {
  let count = 0;
  for (let colon = text.indexOf(":"); colon >= 0; colon = text.indexOf(":", colon + 1)) {
    let before = colon - 1;
    while (text.charCodeAt(before) <= 32) before -= 1;
    if (text[before] === '"') count += 1;
  }
  return count;
}

function failed(reason: Problem): Decoded {
  return { table: { columns: [], rows: [] }, problems: [reason] };
}
