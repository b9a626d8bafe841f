import type { Span } from "./place";

/** An object of a JSON list, and where its names and values stand; looked for only when asked. */
export interface JsonRow {
  readonly whole: Span;
  /** Its brace, for what has no better place. */
  readonly first: Span;
  readonly keys: () => ReadonlyMap<string, Span>;
  readonly values: () => ReadonlyMap<string, Span>;
}

/** The objects of a list, or the only one. The text must be JSON. */
export function jsonRows(text: string): readonly JsonRow[] {
  const start = blanks(text, text.startsWith("\uFEFF") ? 1 : 0);
  if (text[start] === "{") return [row(text, { start, end: valueEnd(text, start) })];
  const rows: JsonRow[] = [];
  for (let at = blanks(text, start + 1); at < text.length && text[at] !== "]";) {
    const end = valueEnd(text, at);
    if (text[at] === "{") rows.push(row(text, { start: at, end }));
    at = blanks(text, end);
    if (text[at] === ",") at = blanks(text, at + 1);
  }
  return rows;
}

function row(text: string, whole: Span): JsonRow {
  let found: ReturnType<typeof properties> | undefined;
  const read = () => (found ??= properties(text, whole));
  return {
    whole,
    first: { start: whole.start, end: whole.start + 1 },
    keys: () => read().keys,
    values: () => read().values,
  };
}

function properties(text: string, { start, end }: Span) {
  const [keys, values] = [new Map<string, Span>(), new Map<string, Span>()];
  for (let at = blanks(text, start + 1); at < end && text[at] === '"';) {
    const keyEnd = valueEnd(text, at);
    const name = JSON.parse(text.slice(at, keyEnd)) as string;
    keys.set(name, { start: at, end: keyEnd });
    const value = blanks(text, blanks(text, keyEnd) + 1);
    const valueStop = valueEnd(text, value);
    values.set(name, { start: value, end: valueStop });
    at = blanks(text, valueStop);
    if (text[at] === ",") at = blanks(text, at + 1);
  }
  return { keys, values };
}

function valueEnd(text: string, start: number): number {
  const first = text[start];
  if (first === '"') return stringEnd(text, start);
  if (first !== "{" && first !== "[") {
    let at = start;
    while (at < text.length && !/[\s,\]}]/.test(text.charAt(at))) at += 1;
    return at;
  }
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const letter = text[at];
    if (letter === '"') at = stringEnd(text, at) - 1;
    else if (letter === "{" || letter === "[") depth += 1;
    else if (letter === "}" || letter === "]") depth -= 1;
    if (depth === 0) return at + 1;
  }
  return text.length;
}

function stringEnd(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return Math.min(at + 1, text.length);
}

function blanks(text: string, start: number): number {
  let at = start;
  while (/\s/.test(text.charAt(at))) at += 1;
  return at;
}
