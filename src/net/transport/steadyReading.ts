import { finished } from "node:stream";
import type { Readable } from "node:stream";

/** So much may wait for its reader: a block of a file, and the next while that one is written. */
const AHEAD = 2 * 1024 * 1024;

/**
 * A stream's pieces as they come. A stream that is read by its own iterator stands still between two pieces, joins what
 * has gathered meanwhile and starts anew, which takes twice the time.
 */
export async function* steadily(stream: Readable): AsyncGenerator<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let waiting = 0;
  let end: { readonly error: Error | null | undefined } | undefined;
  let wake: () => void = () => undefined;
  finished(stream, { writable: false }, (error) => {
    end = { error };
    wake();
  });
  stream.on("data", (piece: Uint8Array) => {
    pieces.push(piece);
    waiting += piece.byteLength;
    if (waiting >= AHEAD) stream.pause();
    wake();
  });
  try {
    for (;;) {
      const piece = pieces.shift();
      if (piece) {
        waiting -= piece.byteLength;
        if (waiting < AHEAD / 2 && stream.isPaused()) stream.resume();
        yield piece;
      } else if (end) {
        if (end.error) throw end.error;
        return;
      } else await new Promise<void>((resolve) => (wake = resolve));
    }
  } finally {
    stream.destroy();
  }
}
