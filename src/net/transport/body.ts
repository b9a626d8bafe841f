import { NetworkFault } from "./transport";
import type { PostResponse } from "./transport";

/** Reads an answer as UTF-8 text (or as the charset it names), at most `limit` bytes after decompression. */
export async function readText(response: PostResponse, limit: number): Promise<{ text: string; bytes: number }> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body) {
    bytes += chunk.byteLength;
    if (bytes > limit) throw new NetworkFault("tooLarge", "maybe", `${limit} bytes`);
    chunks.push(chunk);
  }
  const whole = Buffer.concat(chunks);
  return { text: decodeText(whole, response.headers.get("content-type") ?? ""), bytes };
}

/** Servers mis-declare charsets: bytes that are valid UTF-8 are UTF-8 whatever the header says. */
function decodeText(bytes: Uint8Array, contentType: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    const declared = markedAs(bytes) ?? /charset=["']?([\w-]+)/i.exec(contentType)?.[1];
    if (declared && /utf-?16/i.test(declared)) return decodeAs(declared, bytes);
    // A letter of another charset among letters of UTF-8 is broken, and no reason to misread the others.
    if (hasUtf8Letters(bytes)) return new TextDecoder("utf-8").decode(bytes);
    return decodeAs(declared && !/utf-?8/i.test(declared) ? declared : "windows-1252", bytes);
  }
}

function markedAs(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  return bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : undefined;
}

/** Whether more of the letters beyond ASCII read as UTF-8 than do not. Two bytes that happen to fit prove little. */
function hasUtf8Letters(bytes: Uint8Array): boolean {
  let [whole, broken] = [0, 0];
  for (let at = 0; at < bytes.length; at++) {
    const length = lengthOf(bytes[at] ?? 0);
    if (length === 1) continue;
    let behind = 1;
    while (behind < length && ((bytes[at + behind] ?? 0) & 0xc0) === 0x80) behind += 1;
    if (length > 1 && behind === length) whole += 1;
    else broken += 1;
    at += behind - 1;
  }
  return whole >= broken;
}

/** Of a letter in UTF-8 by its first byte; 0 for a byte that begins none. */
function lengthOf(first: number): number {
  if (first < 0x80) return 1;
  if (first < 0xc2 || first > 0xf4) return 0;
  return first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

/** Names that nobody knows happen as well. */
function decodeAs(charset: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
