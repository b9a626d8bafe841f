import { message } from "../core/text/message";
import { EMPTY_TABLE } from "../core/dataTable";
import { wellFormed } from "../core/text/wellFormed";
import type { DataTable } from "../core/dataTable";
import { TOO_SPARSE } from "./filling";
import type { Decoded, Problem } from "./format";
import { readEntries } from "./jsonEntries";
import { isJsonLines, otherShape } from "./jsonShape";
import type { OtherShape } from "./jsonShape";
import { entriesAt, exactNumbers, jsonFault, keysTwice } from "./jsonPlaces";
import { Lines } from "./place";
import { Problems } from "./problems";

/** Letters beyond the first 65,536 are written in two halves. */
const HALF = /\\u[dD][89a-fA-F]/;

/** Digits that JavaScript may not keep: a username may be a number of them. */
const LONG_NUMBER = /[\s:[,]-?\d{16}/;

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
    keysTwice(bare, ({ at, name }) =>
      problems.tell("nameTwice", place(at), () =>
        message('The name "{name}" appears twice in one object. Delete one of the two.', { name }),
      ),
    );
  }
  return { table, problems: problems.all };
}

/** A value that stands twice in an answer, with two contents. */
export interface SaidTwice {
  /** Row of the table. */
  readonly row: number;
  /** The column, and the name within its map where that stands twice. */
  readonly column: string;
  readonly part?: string;
}

interface DecodedAnswer extends Decoded {
  readonly twice: readonly SaidTwice[];
  /** One object came, and no list. */
  readonly single: boolean;
}

/**
 * The list that a server answered, or undefined for what is none. PHP writes a list with gaps as an object of numbers,
 * and an empty one now and then as an empty object. Of a value that stands twice the last is in the table, and told.
 */
export function decodeAnswer(text: string): DecodedAnswer | undefined {
  const bare = text.replace(/^\uFEFF/, "");
  if (!/^\s*[[{]/.test(bare)) return undefined;
  const { table, problems, names } = read(bare, listed);
  const twice: SaidTwice[] = [];
  if (problems.all.length === 0 && names !== undefined && names !== namesAtMost(bare))
    keysTwice(bare, ({ entry, within, name, same }) => {
      if (same || twice.length >= MOST_TWICE) return;
      twice.push({ row: entry, ...(within === "" ? { column: name } : { column: within, part: name }) });
    });
  return { table, problems: problems.all, twice, single: /^\s*\{\s*"(?!\d+"\s*:)/.test(bare) };
}

/** More of them nobody reads. */
const MOST_TWICE = 100;

function listed(parsed: unknown): readonly unknown[] {
  if (Array.isArray(parsed)) return parsed as readonly unknown[];
  if (typeof parsed !== "object" || parsed === null) return [parsed];
  const entries = Object.entries(parsed);
  return entries.every(([name]) => /^\d+$/.test(name)) ? entries.map(([, value]) => value as unknown) : [parsed];
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

function oneOrMore(parsed: unknown): readonly unknown[] | OtherShape {
  const other = otherShape(parsed);
  if (other !== undefined) return other;
  return Array.isArray(parsed) ? (parsed as readonly unknown[]) : [parsed];
}

/** `rowsOf`: the rows, or why there are none. */
function read(text: string, rowsOf: (parsed: unknown) => readonly unknown[] | OtherShape = oneOrMore): Read {
  const problems = new Problems();
  const lines = new Lines(text);
  let parsed: unknown;
  try {
    const exact = LONG_NUMBER.test(text) ? exactNumbers(text) : text;
    parsed = exact.includes("\\u") && HALF.test(exact) ? JSON.parse(exact, mended) : JSON.parse(exact);
  } catch {
    const said = isJsonLines(text)
      ? message("This has an object on each line. Write them as one JSON list, or as CSV.")
      : message("From here on this is not valid JSON. Correct it, or export the file again.");
    return failed({ ...lines.at(jsonFault(text)), code: "jsonSyntax", message: said });
  }
  const list = rowsOf(parsed);
  if ("shape" in list) return failed({ line: 1, column: 1, code: "jsonShape", message: list.shape });
  let places: readonly number[] | undefined;
  const entries = readEntries(list, (entry, code, said) =>
    problems.tell(code, () => lines.at((places ??= entriesAt(text))[entry] ?? 0), said),
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

function failed({ line, column, code, message: said }: Problem): Read {
  const problems = new Problems();
  problems.tell(
    code,
    () => ({ line, column }),
    () => said,
  );
  return { table: EMPTY_TABLE, problems };
}
