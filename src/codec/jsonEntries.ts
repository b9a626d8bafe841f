import { message } from "../core/text/message";
import type { Message } from "../core/text/message";
import type { Cell, FormMap } from "../core/dataTable";
import { Filling } from "./filling";

type JsonObject = Readonly<Record<string, unknown>>;

type Tell = (entry: number, code: string, said: () => Message) => void;

export interface Entries {
  readonly columns: readonly string[];
  readonly rows: readonly Cell[][];
  /** How many names the values have; not a number when there is a value that is no form map. */
  readonly named: number;
}

/**
 * Rows of the entries of a list; undefined when the table would become too large. Made for hundred thousands of them:
 * most have the same names in the same order, and their values are the row. No class is made in the loop's function: V8 throws
 * away what it compiled for one when the last of its objects goes, which is after each file.
 */
export function readEntries(list: readonly unknown[], tell: Tell): Entries | undefined {
  return readInto({ columns: [], indexOf: new Map(), filling: new Filling() }, list, tell);
}

interface Known {
  readonly columns: string[];
  readonly indexOf: Map<string, number>;
  readonly filling: Filling;
}

function readInto(known: Known, list: readonly unknown[], tell: Tell): Entries | undefined {
  const { columns } = known;
  // A list that grows by the row takes a fifth longer.
  const rows = new Array<Cell[]>(list.length);
  let [count, named] = [0, 0];
  for (let entry = 0; entry < list.length; entry++) {
    const item = list[entry];
    if (typeof item !== "object" || item === null || Array.isArray(item)) {
      tell(entry, "notAnObject", () =>
        message("Entry {entry} is not an object with named values. Correct or delete it.", { entry: entry + 1 }),
      );
      continue;
    }
    const alike = hasNames(item, columns);
    const values = alike ? Object.values(item) : placed(item as JsonObject, known);
    if (!values) return undefined;
    named += alike ? values.length : Object.keys(item).length;
    named += readObjects(values, entry, columns, tell);
    rows[count++] = values as Cell[];
  }
  rows.length = count;
  return isFilled(rows, known) ? { columns, rows, named } : undefined;
}

/** Gives every row a cell for every column; false when they become too many. */
function isFilled(rows: readonly Cell[][], { columns, filling }: Known): boolean {
  // Only where names came later are there rows to fill.
  return rows[0] === undefined || rows[0].length === columns.length || filling.fill(rows, columns.length);
}

/** Whether the names of an object are these, in this order. */
function hasNames(object: object, names: readonly string[]): boolean {
  let count = 0;
  for (const name in object) if (names[count++] !== name) return false;
  return count === names.length;
}

/** The values of an object under their columns, new names becoming columns; undefined when that makes too many cells. */
function placed(object: JsonObject, { columns, indexOf, filling }: Known): unknown[] | undefined {
  const names = Object.keys(object);
  const values = new Array<unknown>(columns.length).fill(undefined);
  for (const [at, name] of names.entries()) {
    let index = columns[at] === name ? at : indexOf.get(name);
    if (index === undefined) indexOf.set(name, (index = columns.push(name) - 1));
    values[index] = object[name];
  }
  return filling.exceeds(columns.length - names.length) ? undefined : values;
}

/** Makes cells of the values that are objects; gives how many names these have. */
function readObjects(values: unknown[], entry: number, columns: readonly string[], tell: Tell): number {
  let named = 0;
  for (let at = 0; at < values.length; at++) {
    const value = values[at];
    if (typeof value !== "object" || value === null) continue;
    const list = Array.isArray(value) && value.length > 0 ? mapOfList(value) : undefined;
    if (list) values[at] = list.map;
    const codes = list ? list.named : codesOf(value);
    named += codes ?? NaN;
    // PHP writes an empty map as an empty list.
    if (codes === 0 && !list) values[at] = {};
    if (codes !== undefined) continue;
    const text = (values[at] = wholeText(value));
    if (text !== undefined) continue;
    tell(entry, "jsonDepth", () =>
      message('"{name}" of entry {entry} is nested too deeply. Correct it, or export the file again.', {
        name: columns[at] ?? "",
        entry: entry + 1,
      }),
    );
  }
  return named;
}

/**
 * A form map written as a list, of objects or of texts like `visit:130`; undefined for any other list, and where two
 * entries contradict each other.
 */
function mapOfList(list: readonly unknown[]): { readonly map: FormMap; readonly named: number } | undefined {
  const map = Object.create(null) as Record<string, string | number | null>;
  let named = 0;
  const put = (form: string, code: unknown) => {
    const known = map[form];
    if (typeof code !== "string" && typeof code !== "number" && code !== null) return false;
    if (known !== undefined && String(known) !== String(code)) return false;
    map[form] = code;
    return true;
  };
  for (const each of list) {
    const pair = typeof each === "string" ? /^\s*(\w+)\s*:\s*(\w[\w.]*)\s*$/.exec(each) : undefined;
    if (pair) {
      if (!put(pair[1] ?? "", pair[2])) return undefined;
    } else if (typeof each === "object" && each !== null && !Array.isArray(each)) {
      const entries = Object.entries(each);
      named += entries.length;
      if (entries.length === 0 || !entries.every(([form, code]) => put(form, code))) return undefined;
    } else return undefined;
  }
  return { map, named };
}

/** How many codes a form map has; undefined for what is none. */
function codesOf(map: object): number | undefined {
  if (Array.isArray(map)) return map.length === 0 ? 0 : undefined;
  let count = 0;
  for (const form in map) {
    const code = (map as FormMap)[form] as unknown;
    if (typeof code === "boolean" || (typeof code === "object" && code !== null)) return undefined;
    count += 1;
  }
  return count;
}

/** What is no form map, whatever it is, stays readable and whole; undefined when it is nested too deeply for that. */
function wholeText(value: object): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}
