import { decodeCsvFile } from "./csv";
import type { Decoded, Format } from "./format";
import { decodeJsonFile } from "./json";

export interface DecodedFile extends Decoded, Pick<DecodedBytes, "encoding"> {
  readonly format: Format;
  /** The line in which each row begins, where rows stand in lines. */
  readonly lines?: readonly number[];
}

/**
 * Reads a file as people have it: the format is what the text looks like, whatever its name ends in. XML comes with a
 * parser that is loaded only when there is XML to read.
 */
export async function decodeFile(bytes: Uint8Array): Promise<DecodedFile> {
  const { text, encoding } = decodeBytes(bytes);
  const format = formatOf(text);
  return { ...(await decodeAs(format, text)), format, encoding };
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

/** The text of a file, and the encoding where it is one that has to be guessed. */
interface DecodedBytes {
  readonly text: string;
  readonly encoding: "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";
}

/**
 * UTF-8 with or without a mark, UTF-16 with one, and otherwise what spreadsheets of western Europe write (Latin-1 as
 * Windows has it): a guess, which has to be said.
 */
export function decodeBytes(bytes: Uint8Array): DecodedBytes {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : "utf-8";
  if (encoding !== "utf-8") return { encoding, text: new TextDecoder(encoding).decode(bytes) };
  try {
    return { encoding, text: new TextDecoder(encoding, { fatal: true }).decode(bytes) };
  } catch {
    return { encoding: "windows-1252", text: new TextDecoder("windows-1252").decode(bytes) };
  }
}
