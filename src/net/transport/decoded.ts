import { Duplex, pipeline } from "node:stream";
import type { Readable } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from "node:zlib";
import { own } from "../../core/own";
import { packings } from "./guardedBody";

/** What is asked for is read below, and nothing else is asked for. */
export const ACCEPTED = "gzip, deflate, br";

const DECODERS: Readonly<Record<string, () => Duplex>> = {
  gzip: createGunzip,
  "x-gzip": createGunzip,
  deflate: () => Duplex.from(inflated),
  br: createBrotliDecompress,
};

/** The body as it was before the server packed it, as often as it did; what nobody asked for stays as it came. */
export function decoded(body: Readable, headers: ReadonlyMap<string, string>): Readable {
  let plain = body;
  for (const name of packings(headers).toReversed()) {
    const decoder = own(DECODERS, name);
    if (!decoder) break;
    // A broken body ends the decoder, which tells the reader; the callback would only say it again.
    plain = pipeline(plain, decoder(), () => undefined);
  }
  return plain;
}

/** The standard has a header before what is packed, which some servers leave out: no packed data begin like it. */
async function* inflated(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const pieces = source[Symbol.asyncIterator]();
  const first = await pieces.next();
  if (first.done) return;
  const all = async function* () {
    yield first.value;
    for (let next = await pieces.next(); !next.done; next = await pieces.next()) yield next.value;
  };
  const decoder = ((first.value[0] ?? 0) & 0x0f) === 8 ? createInflate() : createInflateRaw();
  yield* pipeline(all, decoder, () => undefined) as AsyncIterable<Buffer>;
}
