import { EMPTY_TABLE } from "../core/dataTable";
import { wellFormed } from "../core/text/wellFormed";
import type { DataTable } from "../core/dataTable";
import { TOO_SPARSE } from "./filling";
import type { Decoded, Problem } from "./format";
import { readEntries } from "./jsonEntries";
import { entriesAt, jsonFault, keysTwice } from "./jsonPlaces";
import { Lines } from "./place";
import { Problems } from "./problems";

/** Letters beyond the first 65,536 are written in two halves. */
const HALF = /\\u[dD][89a-fA-F]/;

const QUOTE = 34;

function mended(_: string, value: unknown): unknown {
  if (typeof value === "string") return wellFormed(value);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [wellFormed(name), each as unknown]));
}

/** A list of objects, or one object (project information). Values keep their types. */
export function decodeJson(text: string): Decoded {
  const { table, problems } = read(text.replace(/^\uFEFF/, ""));
  return { table, problems: problems.all };
}

/** The same, with names that stand twice in an object: `JSON.parse` takes the last one, of which nobody may know. */
export function decodeJsonFile(text: string): Decoded {
  const bare = text.replace(/^\uFEFF/, "");
  const { table, problems, names } = read(bare);
  if (names !== undefined && names !== namesAtMost(bare)) {
    const lines = new Lines(bare);
    const place = (at: number) => () => lines.at(at);
    keysTwice(bare, (at, name) =>
      problems.tell("nameTwice", place(at), () => `The name "${name}" stands twice in one object.`),
    );
  }
  return { table, problems: problems.all };
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

interface Read {
  readonly table: DataTable;
  readonly problems: Problems;
  /** How many names of values the objects have, where that is known. */
  readonly names?: number;
}

function read(text: string): Read {
  const problems = new Problems();
  const lines = new Lines(text);
  let parsed: unknown;
  try {
    parsed = text.includes("\\u") && HALF.test(text) ? JSON.parse(text, mended) : JSON.parse(text);
  } catch {
    return failed({ ...lines.at(jsonFault(text)), code: "jsonSyntax", message: "This is not JSON from here on." });
  }
  let places: readonly number[] | undefined;
  const entries = readEntries(Array.isArray(parsed) ? parsed : [parsed], (entry, code, message) =>
    problems.tell(code, () => lines.at((places ??= entriesAt(text))[entry] ?? 0), message),
  );
  if (!entries) return failed(TOO_SPARSE);
  const { columns, rows, named } = entries;
  return { table: { columns, rows }, problems, names: named };
}

/** How many names of values a text can have at most: quotes with a colon behind them, inside of texts too. */
function namesAtMost(text: string): number {
  let count = 0;
  for (let colon = text.indexOf(":"); colon >= 0; colon = text.indexOf(":", colon + 1)) {
    let before = colon - 1;
    while (text.charCodeAt(before) <= 32) before -= 1;
    if (text.charCodeAt(before) === QUOTE) count += 1;
  }
  return count;
}

function failed({ line, column, code, message }: Problem): Read {
  const problems = new Problems();
  problems.tell(
    code,
    () => ({ line, column }),
    () => message,
  );
  return { table: EMPTY_TABLE, problems };
}
