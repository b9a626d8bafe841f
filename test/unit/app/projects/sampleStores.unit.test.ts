import assert from "node:assert/strict";
import {
  filesBesideSamples,
  MemoryFiles,
  memorySecrets,
  secretsBesideSamples,
  stateBesideSamples,
} from "../../../../src/app/projects/sampleStores";

import { memoryState } from "../memory";

describe("what belongs to sample projects", () => {
  it("never reaches the disk, and is found again while the window lives", async () => {
    const disk = new MemoryFiles();
    const files = filesBesideSamples(disk);
    await files.write("journal/sample21-0a1b/1.json", "sample");
    await files.write("drafts/sample21-0a1b.json", "sample");
    await files.write("journal/pid21-0a1b/1.json", "real");
    assert.deepEqual([...disk.files.keys()], ["journal/pid21-0a1b/1.json"]);
    assert.equal(await files.read("drafts/sample21-0a1b.json"), "sample");
    assert.deepEqual(await files.list("journal"), ["journal/pid21-0a1b/1.json", "journal/sample21-0a1b/1.json"]);
    await files.delete("drafts/sample21-0a1b.json");
    assert.equal(await files.read("drafts/sample21-0a1b.json"), undefined);
  });

  it("keeps its tokens out of the secret store", async () => {
    const store = memorySecrets();
    const secrets = secretsBesideSamples(store);
    await secrets.set("token.sample21-0a1b", "A");
    await secrets.set("token.pid21-0a1b", "B");
    assert.equal(await store.get("token.sample21-0a1b"), undefined);
    assert.equal(await secrets.get("token.sample21-0a1b"), "A");
    assert.equal(await store.get("token.pid21-0a1b"), "B");
  });

  it("keeps how their grids are looked at out of the state", async () => {
    const store = memoryState();
    const state = stateBesideSamples(store);
    await state.set("gridView sample21-0a1b users", 1);
    await state.set("gridView pid21-0a1b users", 2);
    assert.deepEqual(
      [store.get("gridView sample21-0a1b users"), state.get("gridView sample21-0a1b users")],
      [undefined, 1],
    );
    assert.equal(store.get("gridView pid21-0a1b users"), 2);
  });
});
