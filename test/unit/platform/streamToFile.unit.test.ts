import assert from "node:assert/strict";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LinkError } from "../../../src/platform/links";
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

  it("leaves what was there when the bytes break off, and nothing beside it", async () => {
    const target = join(folder, "users.csv");
    await writeFile(target, "before", { mode: 0o640 });
    const breaks = async function* () {
      yield await Promise.resolve(Buffer.alloc(2_000_000));
      assert.deepEqual((await readdir(folder)).length, 2);
      throw new Error("broken");
    };
    await assert.rejects(streamToFile(target, breaks()), /broken/);
    assert.equal(await readFile(target, "utf8"), "before");
    assert.deepEqual(await readdir(folder), ["users.csv"]);
  });

  it("keeps to itself what is not finished, and gives the file the rights that it had", async () => {
    const target = join(folder, "users.csv");
    await writeFile(target, "before");
    await chmod(target, 0o640);
    const modes: number[] = [];
    const looking = async function* () {
      yield Buffer.from("after");
      for (const name of await readdir(folder)) modes.push((await stat(join(folder, name))).mode & 0o777);
    };
    await streamToFile(target, looking());
    assert.deepEqual(modes.sort(), [0o600, 0o640].sort());
    assert.equal((await stat(target)).mode & 0o777, 0o640);
    assert.equal(await readFile(target, "utf8"), "after");
  });

  it("follows no link: neither the file, nor a folder below the root, nor one that waits for what is not finished", async () => {
    const elsewhere = join(folder, "elsewhere");
    const root = join(folder, "root");
    await mkdir(elsewhere);
    await mkdir(root);
    await writeFile(join(elsewhere, "users.csv"), "theirs");
    await symlink(join(elsewhere, "users.csv"), join(root, "users.csv"));
    await symlink(elsewhere, join(root, "redcap"));
    await symlink(join(elsewhere, "new.csv"), join(root, "new.csv"));
    for (const name of ["users.csv", "new.csv", "redcap/users.csv", "redcap/deeper/users.csv"])
      await assert.rejects(streamToFile(join(root, name), [Buffer.from("ours")], { root }), LinkError, name);
    for (const guess of [`roles.csv.${process.pid}.tmp`, "roles.csv.tmp"])
      await symlink(join(elsewhere, "users.csv"), join(root, guess));
    await streamToFile(join(root, "roles.csv"), [Buffer.from("ours")], { root });
    assert.deepEqual(await readdir(elsewhere), ["users.csv"]);
    assert.equal(await readFile(join(elsewhere, "users.csv"), "utf8"), "theirs");
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
    await assert.rejects(streamToFile(join(folder, "users.csv"), cancelling(), { signal: abort.signal }), {
      name: "AbortError",
    });
    assert.equal(state.closed, true);
    assert.deepEqual(await readdir(folder), []);
  });
});
