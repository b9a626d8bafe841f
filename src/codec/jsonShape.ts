import { TABLES } from "../core/access/tables";
import { message } from "../core/text/message";
import type { Message } from "../core/text/message";

/** Names that columns have, and rows have not. */
const COLUMNS: ReadonlySet<string> = new Set(
  Object.values(TABLES).flatMap(({ columns }) => columns.map(({ name }) => name)),
);

export interface OtherShape {
  readonly shape: Message;
}

/** Why JSON that can be read is no list of rows, by the name of the shape it has; undefined for one that may be. */
export function otherShape(parsed: unknown): OtherShape | undefined {
  if (Array.isArray(parsed))
    return Array.isArray(parsed[0])
      ? { shape: message('This is a list of lists without column names. Write it with orient="records", or as CSV.') }
      : undefined;
  if (!isObject(parsed)) return undefined;
  const { columns, data, schema } = parsed;
  if (Array.isArray(columns) && Array.isArray(data)) return pandas("split");
  if (isObject(schema) && Array.isArray(data)) return pandas("table");
  const entries = Object.entries(parsed);
  const lists = entries.filter(([name, value]) => !COLUMNS.has(name) && Array.isArray(value) && value.some(isObject));
  const [list] = lists;
  if (list && lists.length === 1)
    return {
      shape: message('The rows stand in a list called "{name}". Write that list alone, or as CSV.', { name: list[0] }),
    };
  if (entries.length === 0 || !entries.every(([, value]) => isObject(value))) return undefined;
  if (entries.every(([name]) => /^\d+$/.test(name))) return pandas("index");
  if (entries.some(([name]) => COLUMNS.has(name))) return pandas("columns");
  const name = entries[0]?.[0] ?? "";
  return {
    shape: message(
      'This has the rows under names such as "{name}". Write them as a list, each row with its name in it, or as CSV.',
      { name },
    ),
  };
}

function pandas(orient: string): OtherShape {
  return {
    shape: message(
      'This is JSON that pandas wrote with orient="{orient}". Write it with orient="records", or as CSV.',
      {
        orient,
      },
    ),
  };
}

/** One object a line, which together are no JSON. */
export function isJsonLines(text: string): boolean {
  const [first = "", second = ""] = text.trimStart().split(/\r?\n/, 2);
  return first.startsWith("{") && first.trimEnd().endsWith("}") && second.startsWith("{");
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
