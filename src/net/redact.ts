const HIDDEN = "[token]";

export type Redactor = (text: string) => string;

/**
 * Hides tokens in a text meant for logs or reports: the given ones in every notation they may take (plain, URL, JSON,
 * HTML, Base64, broken over lines), and anything else that looks like a REDCap token.
 */
export function redact(text: string, tokens: Iterable<string> = []): string {
  let clean = text;
  for (const token of tokens) clean = redactor(token)(clean);
  return clean.replace(/(?<![0-9a-z])(?:[0-9a-f]{64}|[0-9a-f]{32})(?![0-9a-z])/gi, HIDDEN);
}

/** The same for one token, to be used often. */
export function redactor(token: string): Redactor {
  if (!token) return (text) => text;
  const small = lower(token);
  const cores = [token, token.toUpperCase(), small].flatMap((written) =>
    [0, 1, 2].map((shift) => base64Core(written, shift)),
  );
  return (text) => {
    // What looks like an escape may be a sign that happens to stand before a token: both readings count.
    const found = [ESCAPED, AS_IT_STANDS].flatMap((reading) => {
      const read = bare(text, reading);
      const core = cores.flatMap((each) => [...hits(read.letters, each)]);
      return [...placed(read, [...hits(lower(read.letters), small), ...core]), ...spread(read, small)];
    });
    return without(text, [...found, ...spread(bare(text, MARKED_UP), small)]);
  };
}

type Range = readonly [from: number, to: number];

/** Signs as they are meant, and where each of them stands in the text. */
interface Reading {
  readonly letters: string;
  readonly places: readonly Range[];
}

const placed = ({ places }: Reading, ranges: readonly Range[]): readonly Range[] =>
  ranges.map(([from, to]) => [places[from]?.[0] ?? 0, places[to - 1]?.[1] ?? 0]);

/** Where the letters and digits of the token follow each other, whatever stands between them. */
function spread({ letters, places }: Reading, token: string): readonly Range[] {
  const kept = [...lower(letters).matchAll(/[0-9a-z]/g)];
  const wanted = token.replaceAll(/[^0-9a-z]/g, "");
  if (wanted.length < SPREAD_FROM) return [];
  const found = [...hits(kept.map(([letter]) => letter).join(""), wanted)];
  return placed({ letters, places: kept.map(({ index }) => places[index] ?? [0, 0]) }, found);
}

/** What is shorter may stand spread over any text. */
const SPREAD_FROM = 16;

/** Length stays as it is, which is not so for every letter of the world. */
function lower(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** What may stand between two letters of a text that was wrapped: as such, in a URL, in JSON, in HTML, in mail. */
const GAP = String.raw`\s|%0[ad]|%20|\+|\\[nrt]|=\r?\n|&#(?:0*1[03]|x0*[ad]);|<br\s*/?>`;
const LETTER = String.raw`(?:%|%u00|\\u00|\\x)([0-9a-f]{2})|&#x0*([0-9a-f]{2});|&#0*(\d{2,3});`;

const ESCAPED = new RegExp(`(${GAP})|${LETTER}|[^]`, "gi");
const AS_IT_STANDS = /(\s)|[^]/g;
/** Marks, names of signs and escapes stand for no letter of a token. */
const MARKS = String.raw`<[^<>]{0,500}>|&[a-z]\w{1,30};|&#(?:x(?!0)[0-9a-f]{3,6}|(?!0)\d{4,7});|\\u(?!00)[0-9a-f]{4}|\\[bfv]`;
const MARKED_UP = new RegExp(`(${MARKS}|${GAP})|${LETTER}|[^]`, "gi");

/** The letters of a text without gaps and escapes, and where each of them stands. */
function bare(text: string, reading: RegExp): Reading {
  const places: Range[] = [];
  let letters = "";
  for (const match of text.matchAll(reading)) {
    const [whole, gap, url, hex, decimal] = match;
    if (gap !== undefined) continue;
    const code = decimal === undefined ? Number.parseInt(url ?? hex ?? "", 16) : Number(decimal);
    const read = Number.isNaN(code) ? whole : String.fromCharCode(code);
    letters += read;
    for (const _ of read.split("")) places.push([match.index, match.index + whole.length]);
  }
  return { letters, places };
}

function* hits(text: string, part: string): Generator<Range> {
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length)) yield [at, at + part.length];
}

function without(text: string, ranges: readonly Range[]): string {
  let [clean, end] = ["", 0];
  for (const [from, to] of ranges.toSorted(([a], [b]) => a - b)) {
    if (to <= end) continue;
    if (from >= end) clean += text.slice(end, from) + HIDDEN;
    end = to;
  }
  return clean + text.slice(end);
}

/** The part of a Base64 text that is the same whatever stands before and after the token. */
function base64Core(token: string, shift: number): string {
  const encoded = Buffer.from(" ".repeat(shift) + token)
    .toString("base64")
    .replace(/=+$/, "");
  const from = shift === 0 ? 0 : Math.ceil((shift * 8) / 6);
  return encoded.slice(from, -1);
}
