const WAY_OUT = 'write it with orient="records", or as CSV.';

/** Why JSON that can be read is no list of rows, by the name of the shape it has; undefined for one that may be. */
export function otherShape(parsed: unknown): string | undefined {
  if (Array.isArray(parsed))
    return Array.isArray(parsed[0]) ? `This is a list of lists without column names; ${WAY_OUT}` : undefined;
  if (!isObject(parsed)) return undefined;
  const { columns, data, schema } = parsed;
  if (Array.isArray(columns) && Array.isArray(data)) return `This is pandas' JSON by split; ${WAY_OUT}`;
  if (isObject(schema) && Array.isArray(data)) return `This is pandas' JSON by table; ${WAY_OUT}`;
  const entries = Object.entries(parsed);
  if (entries.length === 0 || !entries.every(([, value]) => isObject(value))) return undefined;
  const by = entries.every(([name]) => /^\d+$/.test(name)) ? "index" : "columns";
  return `This is pandas' JSON by ${by}; ${WAY_OUT}`;
}

/** One object a line, which together are no JSON. */
export function isJsonLines(text: string): boolean {
  const [first = "", second = ""] = text.trimStart().split(/\r?\n/, 2);
  return first.startsWith("{") && first.trimEnd().endsWith("}") && second.startsWith("{");
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
