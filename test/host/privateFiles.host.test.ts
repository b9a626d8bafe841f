import assert from "node:assert/strict";
import { mkdtemp, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { privateFiles } from "../../src/platform/privateFiles";

describe("files of the extension's own", () => {
  it("can be read by their owner only, and so can their folders", async () => {
    const root = await mkdtemp(join(tmpdir(), "private-files-"));
    const files = privateFiles(root);
    await files.write("journal/pid1-ab/1.json", "{}");
    const mode = async (name: string) => (await stat(join(root, name))).mode & 0o777;
    assert.equal(await mode("journal/pid1-ab/1.json"), 0o600);
    assert.equal(await mode("journal/pid1-ab"), 0o700);
  });

  it("are listed by name, and absent ones are nothing", async () => {
    const files = privateFiles(await mkdtemp(join(tmpdir(), "private-files-")));
    assert.deepEqual(await files.list("journal"), []);
    assert.equal(await files.read("journal/none.json"), undefined);
    await files.write("journal/b.json", "2");
    await files.write("journal/a.json", "1");
    assert.deepEqual(await files.list("journal"), ["journal/a.json", "journal/b.json"]);
    await files.delete("journal/a.json");
    await files.delete("journal/never.json");
    assert.deepEqual(await files.list("journal"), ["journal/b.json"]);
  });
});
