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
    parsed = text.includes("\\u") && HALF.test(text) ? JSON.parse(text, mended) : JSON.parse(text);
  } catch {
    const place = new Lines(text).at(jsonFault(text));
    return failed({ ...place, code: "jsonSyntax", message: "This is not JSON from here on." });
  }
  const reader = new Entries();
  const list: readonly unknown[] = Array.isArray(parsed) ? parsed : [parsed];
  if (!list.every((item, entry) => reader.read(item, entry)) || !reader.fill()) return failed(TOO_SPARSE);
  const { columns, rows, wrong } = reader;
  const lines = new Lines(text);
  const places = wrong.length > 0 ? entriesAt(text) : [];
  const problems: Problem[] = wrong.map(({ entry, ...problem }) => ({ ...lines.at(places[entry] ?? 0), ...problem }));
  return { table: { columns, rows }, problems, names: reader.named };
}

/** Rows of the entries of a list. Made for hundred thousands of them: most have the same names in the same order. */
class Entries {
  readonly columns: string[] = [];
  readonly rows: Cell[][] = [];
  readonly wrong: { readonly entry: number; readonly code: string; readonly message: string }[] = [];
  /** Names of values so far; not a number once there was a value that is no form map. */
  named = 0;
  private readonly indexOf = new Map<string, number>();
  private readonly filling = new Filling();

  /** false when the table would become too large. */
  read(item: unknown, entry: number): boolean {
    if (typeof item !== "object" || item === null || Array.isArray(item)) {
      this.wrong.push({
        entry,
        code: "notAnObject",
        message: `Entry ${entry + 1} is not an object with named values.`,
      });
      return true;
    }
    const { columns } = this;
    const object = item as Readonly<Record<string, unknown>>;
    const row = new Array<Cell>(columns.length).fill(undefined);
    let count = 0;
    for (const name in object) {
      const value = object[name];
      const index = columns[count] === name ? count : this.place(name);
      row[index] = typeof value === "object" && value !== null ? this.readObject(value, entry, name) : (value as Cell);
      count += 1;
    }
    this.named += count;
    this.rows.push(row);
    return !this.filling.exceeds(columns.length - count);
  }

  /** Gives every row a cell for every column; false when they become too many. */
  fill(): boolean {
    return this.filling.fill(this.rows, this.columns.length);
  }

  private place(name: string): number {
    const known = this.indexOf.get(name);
    if (known !== undefined) return known;
    const index = this.columns.push(name) - 1;
    this.indexOf.set(name, index);
    return index;
  }

  private readObject(value: object, entry: number, name: string): Cell {
    // PHP writes an empty map as an empty list.
    if (Array.isArray(value) && value.length === 0) return {};
    const codes = Array.isArray(value) ? undefined : codesOf(value as Readonly<Record<string, unknown>>);
    if (codes !== undefined) {
      this.named += codes;
      return value as FormMap;
    }
    this.named = NaN;
    try {
      // What is no form map, whatever it is, stays readable and whole.
      return JSON.stringify(value);
    } catch {
      this.wrong.push({ entry, code: "jsonDepth", message: `"${name}" of entry ${entry + 1} is nested too deeply.` });
      return undefined;
    }
  }
}

/** How many codes a form map has; undefined for what is none. */
function codesOf(map: Readonly<Record<string, unknown>>): number | undefined {
  let count = 0;
  for (const form in map) {
    const code = map[form];
    if (typeof code === "boolean" || (typeof code === "object" && code !== null)) return undefined;
    count += 1;
  }
  return count;
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
