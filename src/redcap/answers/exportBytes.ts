import { NetworkFault } from "../../net/transport/transport";
import type { PostResponse } from "../../net/transport/transport";
import type { Redactor } from "../../net/redact";
import type { Format } from "../../codec/format";
import type { ListName } from "./judge";
import { networkError } from "../failures/networkError";

/** Errors are short; an answer longer than this is data. */
const HEAD_BYTES = 64 * 1024;
const TAIL_BYTES = 512;

export interface RawOptions {
  readonly host: string;
  /** What was asked for. */
  readonly list: ListName;
  readonly format: Format;
  readonly hide: Redactor;
  /** Told how many bytes have come. */
  readonly note: (bytes: number) => void;
}

/**
 * Hands over the bytes of an answer as they come, once its beginning has shown that it is the table asked for. A document
 * that is not whole, or has something behind it, ends in an error, so that nobody keeps it. @throws {RedcapError}
 */
export async function exportBytes<T>(
  response: PostResponse,
  { host, list, format, hide, note }: RawOptions,
  take: (bytes: AsyncIterable<Uint8Array>) => Promise<T>,
): Promise<T> {
  const iterator = response.body[Symbol.asyncIterator]();
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  let done = false;
  while (!done && bytes < HEAD_BYTES) {
    const next = await iterator.next();
    done = next.done === true;
    if (!next.done) {
      chunks.push(next.value);
      bytes += next.value.byteLength;
    }
  }
  note(bytes);
  const head = Buffer.concat(chunks);
  const { judgeBeginning, judgeEnd } = await import("./judgeExport");
  const answer = { status: response.status, headers: response.headers, text: head.toString("utf8"), hide };
  const rest = async function* () {
    let tail = head.subarray(-TAIL_BYTES);
    try {
      yield* chunks;
      for (let next = await iterator.next(); !next.done; next = await iterator.next()) {
        const last = next.value.subarray(-TAIL_BYTES);
        tail = last.byteLength < TAIL_BYTES ? Buffer.concat([tail, last]).subarray(-TAIL_BYTES) : Buffer.from(last);
        note((bytes += next.value.byteLength));
        yield next.value;
      }
    } catch (error) {
      throw error instanceof NetworkFault ? networkError(error, host) : error;
    }
    const broken = judgeEnd(answer, { list, format }, tail.toString("utf8"));
    if (broken) throw broken;
  };
  try {
    const refused =
      judgeBeginning(answer, { list, format, whole: done }) ??
      // A short one is judged to its end before anybody takes it.
      (done ? judgeEnd(answer, { list, format }, head.subarray(-TAIL_BYTES).toString("utf8")) : undefined);
    if (refused) throw refused;
    return await take(rest());
  } finally {
    // Whoever takes it may stop at any time, before its beginning too.
    await iterator.return?.();
  }
}
