import { readFileSync } from "node:fs";
import { FORMATS } from "../../../src/codec/format";
import type { Format } from "../../../src/codec/format";

export interface Input {
  readonly format: Format;
  readonly text: string;
}

/** The recorded and documented tables. */
export function exampleInputs(): readonly Input[] {
  const { tables } = JSON.parse(readFileSync("test/fixtures/examples/expected.json", "utf8")) as {
    readonly tables: readonly { readonly file: string }[];
  };
  return tables.map(({ file }) => ({
    format: FORMATS.find((name) => file.endsWith(name)) ?? "json",
    text: readFileSync(`test/fixtures/examples/${file}`, "utf8"),
  }));
}

/** What decoders stumble over. */
const PIECES: Readonly<Record<Format, readonly string[]>> = {
  csv: [
    '"',
    '""',
    '","',
    ",",
    ";",
    "\t",
    "\n",
    "\r",
    "\r\n",
    '"\n',
    '" ',
    "\uFEFF",
    "__proto__",
    "constructor",
    "=1+1",
  ],
  json: ["{", "}", "[", "]", '"', ",", ":", "\\", "\\u00", "\\ud83d", '{"__proto__":', '"constructor":{', "1e999", "-"],
  xml: [
    "<",
    ">",
    "</",
    "/>",
    "&",
    "&#x",
    ";",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<?",
    "?>",
    "<!DOCTYPE",
    "<__proto__>",
  ],
};
const ANYWHERE = ["\0", "\ud800", "\u2028", "é", " ", "0", "a", "'", "<", '"', "[", "x".repeat(1000)];

/** Inputs made of others by some changes each; the same seed makes the same ones. */
export function* mutations(from: readonly Input[], count: number, seed: number): Generator<Input> {
  const below = random(seed);
  const one = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  for (let made = 0; made < count; made++) {
    const { format, text: start } = one(from);
    let text = start;
    for (let step = below(6); step >= 0; step--) {
      const [at, length] = [below(text.length + 1), below(8) === 0 ? below(text.length + 1) : below(6)];
      const [before, part, after] = [text.slice(0, at), text.slice(at, at + length), text.slice(at + length)];
      const piece = below(4) === 0 ? one(ANYWHERE) : one(PIECES[format]);
      text = one([
        () => before + piece + part + after,
        () => before + piece + after,
        () => before + after,
        () => before + (part || piece).repeat(2 + below(below(10) === 0 ? 2000 : 8)) + after,
        () => before + part.split("").reverse().join("") + after,
        () => before + one(from).text.slice(0, 1 + below(400)) + after,
      ])().slice(0, LONGEST);
    }
    yield { format, text };
  }
}

const LONGEST = 100_000;

/** Whole numbers below a limit (mulberry32). */
export function random(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}
