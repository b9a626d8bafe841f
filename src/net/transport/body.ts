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
    const declared = /charset=([\w-]+)/i.exec(contentType)?.[1];
    return decodeAs(declared && !/utf-?8/i.test(declared) ? declared : "windows-1252", bytes);
  }
}

/** Names that nobody knows happen as well. */
function decodeAs(charset: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
