import { decodeBytes } from "./bytes";
import type { DecodedBytes } from "./bytes";
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
