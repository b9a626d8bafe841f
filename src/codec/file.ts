import { EMPTY_TABLE } from "../core/dataTable";
import { strayText } from "./aboveTable";
import { encodingGuesses } from "./codePages";
import type { EncodingGuess } from "./codePages";
import { decodeCsvFile } from "./csv";
import type { Decoded, Format } from "./format";
import { decodeJsonFile } from "./json";
import { notText, zeroAtOneSide } from "./notText";

export interface DecodedFile extends Decoded {
  readonly format: Format;
  /** The line in which each row begins, where rows stand in lines. */
  readonly lines?: readonly number[];
  /** Nothing was read: the file is not in UTF-8, and may be in each of these. */
  readonly guesses?: readonly EncodingGuess[];
}

/**
 * Reads a file as people have it: the format is what the text looks like, whatever its name ends in. XML comes with a
 * parser that is loaded only when there is XML to read. `encoding`: the one that a person chose.
 */
export async function decodeFile(bytes: Uint8Array, encoding?: string): Promise<DecodedFile> {
  const problem = notText(bytes);
  if (problem) return { table: EMPTY_TABLE, problems: [problem], format: "csv" };
  const text = encoding === undefined ? decodeBytes(bytes) : new TextDecoder(encoding).decode(bytes);
  if (text === undefined) return { table: EMPTY_TABLE, problems: [], format: "csv", guesses: encodingGuesses(bytes) };
  const stray = strayText(text);
  if (stray.length > 0) return { table: EMPTY_TABLE, problems: stray, format: "csv" };
  const format = formatOf(text);
  return { ...(await decodeAs(format, text)), format };
}

async function decodeAs(format: Format, text: string): Promise<Decoded & Pick<DecodedFile, "lines">> {
  if (format === "csv") return decodeCsvFile(text);
  if (format === "json") return decodeJsonFile(text);
  const { decodeXml } = await import("./xml");
  return decodeXml(text, "items");
}

/** No header of a CSV begins like a JSON list or object, or like an element. */
function formatOf(text: string): Format {
  const first = /[^\s\uFEFF]/.exec(text)?.[0] ?? "";
  return first === "<" ? "xml" : first === "{" || first === "[" ? "json" : "csv";
}

/**
 * UTF-8 with or without a mark, and UTF-16 by its mark or by the zeros that it has; undefined for everything else: which
 * letters are meant cannot be known then, and nobody's name may be guessed.
 */
export function decodeBytes(bytes: Uint8Array): string | undefined {
  const marked = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff;
  const wide = marked === true ? "utf-16be" : marked || zeroAtOneSide(bytes);
  if (wide) return new TextDecoder(wide).decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
