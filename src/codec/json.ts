import type { Cell, DataTable, FormMap } from "../core/dataTable";
import type { Decoded, Problem } from "./format";

/** A list of objects, or one object (project information). Values keep their types. */
export function decodeJson(text: string): Decoded {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    return failed("jsonSyntax", `This is not JSON: ${error instanceof Error ? error.message : "it cannot be read"}.`);
  }
  const list: unknown[] = Array.isArray(parsed) ? (parsed as unknown[]) : [parsed];
  const problems: Problem[] = [];
  const objects = list.filter((item, index): item is Record<string, unknown> => {
    if (typeof item === "object" && item !== null && !Array.isArray(item)) return true;
    problems.push(problem("notAnObject", `Entry ${index + 1} is not an object with named values.`));
    return false;
  });
  const columns = columnsOf(objects);
  const rows = objects.map((object) =>
    columns.map((name) => (Object.hasOwn(object, name) ? cell(object[name]) : undefined)),
  );
  return { table: { columns, rows }, problems };
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
  if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return value;
  // PHP writes an empty map as an empty list.
  if (Array.isArray(value)) return value.length === 0 ? {} : JSON.stringify(value);
  if (typeof value === "object") return value as FormMap;
  return undefined;
}

function failed(code: string, message: string): Decoded {
  return { table: { columns: [], rows: [] }, problems: [problem(code, message)] };
}

function problem(code: string, message: string): Problem {
  return { line: 1, column: 1, code, message };
}
