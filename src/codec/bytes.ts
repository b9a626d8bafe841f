/** The text of a file, and the encoding where it is one that has to be guessed. */
export interface DecodedBytes {
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
