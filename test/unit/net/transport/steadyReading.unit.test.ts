import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { setImmediate } from "node:timers/promises";
import { steadily } from "../../../../src/net/transport/steadyReading";

const PIECE = 64 * 1024;

/** A stream of so many pieces that can be told apart; `given` counts them. */
function source(count: number) {
  const state = { given: 0 };
  const stream = new Readable({
    read() {
      this.push(state.given < count ? Buffer.alloc(PIECE, state.given++) : null);
    },
  });
  return { state, stream };
}

/** Lets whatever is ready run, so many times. */
async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await setImmediate();
}

describe("a stream that flows", () => {
  it("gives every byte in its order, to a reader that takes its time too", async () => {
    const got: number[] = [];
    for await (const piece of steadily(source(200).stream)) {
      if (got.length % 50 === 0) await turns(20);
      assert.equal(piece.byteLength, PIECE);
      got.push(piece[0] ?? -1);
    }
    assert.deepEqual(
      got,
      Array.from({ length: 200 }, (_, at) => at),
    );
  });

  it("does not run far ahead of its reader", async () => {
    const { state, stream } = source(1000);
    const pieces = steadily(stream);
    await pieces.next();
    await turns(200);
    assert.ok(state.given < 50, `${state.given} pieces were read`);
    await pieces.return(undefined);
    assert.equal(stream.destroyed, true);
  });

  it("ends with the stream's failure, after what came before it", async () => {
    const { stream } = source(1000);
    const got: number[] = [];
    await assert.rejects(async () => {
      for await (const piece of steadily(stream)) {
        got.push(piece[0] ?? -1);
        if (got.length === 3) stream.destroy(new Error("reset"));
      }
    }, /^Error: reset$/);
    assert.ok(got.length > 3);
    assert.deepEqual(got, [...got.keys()]);
  });

  it("takes a stream that closes before its end for broken", async () => {
    const stream = new Readable({ read: () => undefined });
    const next = steadily(stream).next();
    stream.destroy();
    await assert.rejects(next, { code: "ERR_STREAM_PREMATURE_CLOSE" });
  });
});
