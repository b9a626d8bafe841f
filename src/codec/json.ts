import type { Cell, DataTable, FormMap } from "../core/dataTable";
import type { Decoded, Problem } from "./format";
import { jsonFault } from "./jsonFault";
import { Lines } from "./place";

/** Letters beyond the first 65,536 are written in two halves. */
const HALF = /\\u[dD][89a-fA-F]/;

/** Half a letter cannot be sent back, and breaks every address it gets into: it is the sign for an unreadable letter. */
function mended(_: string, value: unknown): unknown {
  return typeof value === "string" ? value.replace(/\p{Cs}/gu, "\ufffd") : value;
}

/** A list of objects, or one object (project information). Values keep their types. */
export function decodeJson(text: string): Decoded {
  const bare = text.replace(/^\uFEFF/, "");
  let parsed: unknown;
  try {
    parsed = HALF.test(bare) ? JSON.parse(bare, mended) : JSON.parse(bare);
  } catch {
    const place = new Lines(bare).at(jsonFault(bare));
    return failed({ ...place, code: "jsonSyntax", message: "This is not JSON from here on." });
  }
  const list: unknown[] = Array.isArray(parsed) ? (parsed as unknown[]) : [parsed];
  const problems: Problem[] = [];
  const objects = list.filter((item, index): item is Record<string, unknown> => {
    if (typeof item === "object" && item !== null && !Array.isArray(item)) return true;
    problems.push(problem("notAnObject", `Entry ${index + 1} is not an object with named values.`));
    return false;
  });
  const columns = columnsOf(objects);
  try {
    const rows = objects.map((object) =>
      columns.map((name) => (Object.hasOwn(object, name) ? cell(object[name]) : undefined)),
    );
    return { table: { columns, rows }, problems };
  } catch {
    return failed(problem("jsonDepth", "The values are nested too deeply."));
  }
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

/** Keys of all objects, in the order in which they first appear. */
function columnsOf(objects: readonly Record<string, unknown>[]): string[] {
  const columns = new Set<string>();
  for (const object of objects) for (const name of Object.keys(object)) columns.add(name);
  return [...columns];
}

function cell(value: unknown): Cell {
  if (isPlain(value)) return value;
  // PHP writes an empty map as an empty list.
  if (Array.isArray(value)) return value.length === 0 ? {} : JSON.stringify(value);
  if (typeof value !== "object" || value === null) return undefined;
  const plain = Object.values(value).every((code) => typeof code !== "boolean" && isPlain(code));
  // What is no form map, whatever it is, stays readable and whole.
  return plain ? (value as FormMap) : JSON.stringify(value);
}

function isPlain(value: unknown): value is string | number | boolean | null {
  return value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

function failed(reason: Problem): Decoded {
  return { table: { columns: [], rows: [] }, problems: [reason] };
}

function problem(code: string, message: string): Problem {
  return { line: 1, column: 1, code, message };
}
