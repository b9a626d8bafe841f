import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { privateFiles } from "../../../src/platform/privateFiles";
import { FileHeldError, insisting, wholeFile } from "../../../src/platform/wholeFile";

const refusal = (code: string) => Object.assign(new Error(code), { code });

describe("a file that another program has open", () => {
  for (const code of ["EPERM", "EBUSY", "EACCES"])
    it(`is tried again for a moment after ${code}`, async () => {
      let tries = 0;
      const done = await insisting("users.csv", () => {
        tries += 1;
        return tries < 3 ? Promise.reject(refusal(code)) : Promise.resolve("done");
      });
      assert.deepEqual([done, tries], ["done", 3]);
    });

  it("is given up after a second or two, and named", async () => {
    const begun = performance.now();
    const work = insisting("users.csv", () => Promise.reject(refusal("EBUSY")));
    await assert.rejects(work, (error) => error instanceof FileHeldError && error.message === "users.csv");
    const ms = performance.now() - begun;
    assert.ok(ms > 1000 && ms < 4000, `${ms} ms`);
  });

  it("is not tried again where trying cannot help", async () => {
    let tries = 0;
    await assert.rejects(
      insisting("users.csv", () => Promise.reject(refusal(++tries ? "ENOSPC" : ""))),
      /ENOSPC/,
    );
    assert.equal(tries, 1);
  });
});

describe("files of our own", () => {
  let root = "";
  beforeEach(async () => (root = await mkdtemp(join(tmpdir(), "redcap-access-own-"))));
  afterEach(async () => await rm(root, { recursive: true, force: true }));

  it("leave nothing beside them when they cannot be written", async () => {
    await mkdir(join(root, "drafts/a.json"), { recursive: true });
    await assert.rejects(privateFiles(root).write("drafts/a.json", "{}"));
    assert.deepEqual(await readdir(join(root, "drafts")), ["a.json"]);
  });

  it("are made once, whoever makes them, with nobody else's in their place", async () => {
    const [one, two] = [privateFiles(root), privateFiles(root)];
    const made = await Promise.all([one.create("locks/p", "one"), two.create("locks/p", "two")]);
    assert.deepEqual(made.toSorted(), [false, true]);
    assert.equal(await one.read("locks/p"), made[0] ? "one" : "two");
  });

  it("are rid at start of what killed processes left, and of nothing that is still being written", async () => {
    const child = `require("node:fs").writeFileSync(process.argv[1] + "-" + process.pid + "-" + crypto.randomUUID() + ".tmp", "x")`;
    await mkdir(join(root, "drafts"));
    let underWay = "";
    await wholeFile(
      join(root, "drafts/b.json"),
      async () => {
        [underWay = ""] = (await readdir(join(root, "drafts"))).filter((name) => name.startsWith("b.json"));
        const host = underWay.split(".")[2]?.split("-")[0] ?? "";
        const target = join(root, `drafts/a.json.${host}`);
        await new Promise((done) => execFile(process.execPath, ["-e", child, target], done));
        await writeFile(join(root, "drafts/a.json.123.456.tmp"), "of an older version");
        await privateFiles(root).write("drafts/c.json", "{}");
        assert.deepEqual(await readdir(join(root, "drafts")), [underWay, "c.json"]);
      },
      0o600,
    );
    assert.deepEqual(await readdir(join(root, "drafts")), ["b.json", "c.json"]);
  });

  it("are deleted with what was left of them, and of no other", async () => {
    const files = privateFiles(root);
    await files.write("drafts/a.json", "{}");
    await writeFile(join(root, "drafts/a.json.123.tmp"), "x");
    await writeFile(join(root, "drafts/ab.json.123.tmp"), "of another");
    await files.delete("drafts/a.json");
    assert.deepEqual(await readdir(join(root, "drafts")), ["ab.json.123.tmp"]);
  });
});
