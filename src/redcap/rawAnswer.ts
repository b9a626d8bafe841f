import { NetworkFault } from "../net/transport/transport";
import type { PostResponse } from "../net/transport/transport";
import { classifyAnswer } from "./classify";
import { RedcapError } from "./errors";
import { networkError } from "./networkError";
import { own } from "../core/own";

/** Errors are short; an answer longer than this is data. */
const ERROR_BYTES = 64 * 1024;
const TAIL_BYTES = 128;

interface RawOptions {
  readonly host: string;
  readonly format: string;
  /** Told how many bytes have come. */
  readonly note: (bytes: number) => void;
}

/**
 * Hands over the bytes of an answer as they come, once its beginning has shown that it is no error. A document that is
 * not whole ends in an error, so that nobody keeps it. @throws {RedcapError}
 */
export async function rawAnswer<T>(
  response: PostResponse,
  { host, format, note }: RawOptions,
  take: (bytes: AsyncIterable<Uint8Array>) => Promise<T>,
): Promise<T> {
  const iterator = response.body[Symbol.asyncIterator]();
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  let done = false;
  while (!done && bytes < ERROR_BYTES) {
    const next = await iterator.next();
    done = next.done === true;
    if (!next.done) {
      chunks.push(next.value);
      bytes += next.value.byteLength;
    }
  }
  note(bytes);
  const head = Buffer.concat(chunks);
  const error = classifyAnswer({ ...response, text: head.toString("utf8") });
  const end = own(ENDS, format)?.(head.toString("latin1").replace(/^\xEF\xBB\xBF/, "")) ?? /(?:)/;
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
    if (!end.test(tail.toString("latin1"))) throw incomplete(format);
  };
  try {
    if (error ?? end === BROKEN) throw error ?? incomplete(format);
    return await take(rest());
  } finally {
    // Whoever takes it may stop at any time, before its beginning too.
    await iterator.return?.();
  }
}

const BROKEN = /(?!)/;

/** How a document ends that begins like this. A table in CSV has no end that could be missing. */
const ENDS: Readonly<Record<string, (head: string) => RegExp>> = {
  json: (head) => (/^\s*\[/.test(head) ? /\]\s*$/ : /^\s*\{/.test(head) ? /\}\s*$/ : BROKEN),
  xml: (head) => {
    const root = /^\s*(?:<\?xml[^>]*>\s*)?<([\w.-]+)/.exec(head)?.[1];
    return root === undefined ? BROKEN : new RegExp(`(?:</${root}\\s*>|<${root}\\s*/>)\\s*$`);
  },
};

function incomplete(format: string): RedcapError {
  const message = `The answer is not a whole ${format.toUpperCase()} document. Try again; if it stays like that, show the log to the server's administrator.`;
  return new RedcapError("unreadable", message, { sent: "maybe" });
}
