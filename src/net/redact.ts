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
      const { letters, places } = bare(text, reading);
      const hit = [...hits(lower(letters), small), ...cores.flatMap((core) => [...hits(letters, core)])];
      return hit.map(([from, to]) => [places[from]?.[0] ?? 0, places[to - 1]?.[1] ?? 0] as const);
    });
    return without(text, found);
  };
}

/** Length stays as it is, which is not so for every letter of the world. */
function lower(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** What may stand between two letters of a text that was wrapped: as such, in a URL, in JSON, in HTML, in mail. */
const GAP = String.raw`\s|%0[ad]|%20|\+|\\[nrt]|=\r?\n|&#(?:0*1[03]|x0*[ad]);|<br\s*/?>`;
const LETTER = String.raw`(?:%|\\u00)([0-9a-f]{2})|&#x0*([0-9a-f]{2});|&#0*(\d{2,3});`;

const ESCAPED = new RegExp(`(${GAP})|${LETTER}|[^]`, "gi");
const AS_IT_STANDS = /(\s)|[^]/g;

/** The letters of a text without gaps and escapes, and where each of them stands. */
function bare(
  text: string,
  reading: RegExp,
): { readonly letters: string; readonly places: readonly (readonly [number, number])[] } {
  const places: (readonly [number, number])[] = [];
  let letters = "";
  for (const match of text.matchAll(reading)) {
    const [whole, gap, url, hex, decimal] = match;
    if (gap !== undefined) continue;
    const code = decimal === undefined ? Number.parseInt(url ?? hex ?? "", 16) : Number(decimal);
    letters += Number.isNaN(code) ? whole : String.fromCharCode(code);
    places.push([match.index, match.index + whole.length]);
  }
  return { letters, places };
}

function* hits(text: string, part: string): Generator<readonly [number, number]> {
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length)) yield [at, at + part.length];
}

function without(text: string, ranges: readonly (readonly [number, number])[]): string {
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
