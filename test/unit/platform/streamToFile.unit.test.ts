import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { streamToFile } from "../../../src/platform/streamToFile";

const PIECE = 64 * 1024;

describe("streamToFile", () => {
  let folder = "";
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), "redcap-access-stream-"))));
  afterEach(async () => await rm(folder, { recursive: true }));

  /** Pieces that can be told apart, as a network brings them; `given` counts them. */
  function pieces(count: number) {
    const state = { given: 0, closed: false };
    const stream = async function* () {
      try {
        for (; state.given < count; state.given++) yield await Promise.resolve(Buffer.alloc(PIECE, state.given));
      } finally {
        state.closed = true;
      }
    };
    return { state, stream };
  }

  it("writes everything in its order, however many blocks it fills", async () => {
    const target = join(folder, "new/folder/users.csv");
    await streamToFile(target, pieces(100).stream());
    const written = await readFile(target);
    const expected = Buffer.concat(Array.from({ length: 100 }, (_, at) => Buffer.alloc(PIECE, at)));
    assert.ok(written.equals(expected));
  });

  it("writes an empty file for no bytes", async () => {
    const target = join(folder, "dags.csv");
    await streamToFile(target, []);
    assert.equal(await readFile(target, "utf8"), "");
  });

  it("stops reading when the disk is full, and leaves what was there", async function () {
    if (process.platform !== "linux") this.skip();
    const target = join(folder, "users.csv");
    await writeFile(target, "before");
    await symlink("/dev/full", `${target}.${process.pid}.tmp`);
    const { state, stream } = pieces(1000);
    await assert.rejects(streamToFile(target, stream()), /ENOSPC/);
    assert.equal(state.closed, true);
    assert.ok(state.given < 100, `${state.given} pieces were read`);
    assert.equal(await readFile(target, "utf8"), "before");
    assert.deepEqual(await readdir(folder), ["users.csv"]);
  });

  it("ends with the cancelling, and leaves nothing", async () => {
    const abort = new AbortController();
    const { state, stream } = pieces(1000);
    const cancelling = async function* () {
      for await (const piece of stream()) {
        if (state.given === 20) abort.abort();
        yield piece;
      }
    };
    await assert.rejects(streamToFile(join(folder, "users.csv"), cancelling(), abort.signal), { name: "AbortError" });
    assert.equal(state.closed, true);
    assert.deepEqual(await readdir(folder), []);
  });
});
