import assert from "node:assert/strict";
import { english } from "../../../../src/core/text/message";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { Drafts } from "../../../../src/app/drafts/drafts";
import type { PrivateFiles } from "../../../../src/app/ports";
import { MemoryFiles } from "../../../../src/app/projects/sampleStores";
import { privateFiles } from "../../../../src/platform/privateFiles";
import { inShort, trial } from "../../core/trial";
import { fixedClock, slowed } from "../memory";

const ID = "c1";
const open = (files: PrivateFiles) => new Drafts({ files, clock: fixedClock() });
const short = async (drafts: Drafts) =>
  (await drafts.edits(ID))
    .map(inShort)
    .map(({ key, column, after }) => `${key}.${column}: ${after}`)
    .toSorted();

/** A window whose editor shows the draft, and types there. */
async function typing(drafts: Drafts) {
  let text = (await drafts.textFor(ID, "assignments")) ?? "";
  return {
    async save(from: string, to: string) {
      assert.ok(text.includes(from), from);
      text = text.replace(from, to);
      // Where another window has saved meanwhile, VS Code reads the document again.
      const kept = await drafts.save(ID, "assignments", text);
      if (kept !== text) text = (await drafts.textFor(ID, "assignments")) ?? "";
    },
  };
}

const CAROL = ["carol,U-2ENTRY,boston", "carol,U-3MON,boston"] as const;
const BOB = ["bob,U-2ENTRY,boston", "bob,U-1ADMIN,boston"] as const;

describe("drafts in several windows", () => {
  async function two(files: PrivateFiles = new MemoryFiles()) {
    const [one, other] = [open(files), open(files)];
    await one.open(ID, "assignments", trial());
    await other.open(ID, "assignments", trial());
    return { files, one, other };
  }

  it("take in what another window has saved before anything is planned", async () => {
    const { one, other } = await two();
    const told: string[] = [];
    other.onDidChange((id) => told.push(id));
    await (await typing(one)).save(...CAROL);
    assert.deepEqual(await short(other), ["carol.unique_role_name: U-3MON"]);
    assert.deepEqual([other.changedCount(ID), told], [1, [ID]]);
  });

  it("keep what both windows save, whoever is last", async () => {
    const { one, other } = await two();
    const [here, there] = [await typing(one), await typing(other)];
    await here.save(...CAROL);
    await there.save(...BOB);
    const both = ["bob.unique_role_name: U-1ADMIN", "carol.unique_role_name: U-3MON"];
    for (const each of [one, other, open((await two()).files)].slice(0, 2)) assert.deepEqual(await short(each), both);
    await here.save("eve,,", "eve,U-2ENTRY,");
    assert.deepEqual(await short(other), [...both, "eve.unique_role_name: U-2ENTRY"]);
  });

  it("keep what another window saved also while the editor has not read it yet", async () => {
    const { one, other } = await two();
    const text = (await other.textFor(ID, "assignments")) ?? "";
    await (await typing(one)).save(...CAROL);
    await other.save(ID, "assignments", text.replace(...BOB));
    await other.save(ID, "assignments", text.replace(...BOB).replace("eve,,", "eve,U-2ENTRY,"));
    const all = ["bob.unique_role_name: U-1ADMIN", "carol.unique_role_name: U-3MON", "eve.unique_role_name: U-2ENTRY"];
    assert.deepEqual(await short(one), all);
  });

  it("keep what another window has applied from coming back as a change", async () => {
    const { one, other } = await two();
    const there = await typing(other);
    await (await typing(one)).save(...CAROL);
    await one.refresh(ID, trial({ people: { carol: { role: "U-3MON", dag: "boston", expiration: "2026-12-31" } } }));
    await there.save(...BOB);
    assert.deepEqual(await short(other), ["bob.unique_role_name: U-1ADMIN"]);
    assert.deepEqual(await short(one), ["bob.unique_role_name: U-1ADMIN"]);
  });

  it("refuse what cannot be joined, and overwrite nothing", async () => {
    const { one, other } = await two();
    const there = await typing(other);
    await (await typing(one)).save(...CAROL);
    await assert.rejects(there.save("bob,U-2ENTRY,boston\n", '"bob,U-2ENTRY,boston\n'), /Nothing was overwritten/);
    assert.deepEqual(await short(other), ["carol.unique_role_name: U-3MON"]);
  });

  it("are passed over when they are damaged, kept aside, said, and begun anew", async () => {
    const files = new MemoryFiles();
    const said: string[] = [];
    const one = new Drafts({
      files,
      clock: fixedClock(),
      tellUnreadable: (sentence) => void said.push(english(sentence)),
    });
    for (const damaged of ["", "{", "null", '{"version":1,"text":"x"}']) {
      await files.write("drafts/c1.assignments.json", damaged);
      assert.equal(await one.read(ID, "assignments"), undefined);
      await one.open(ID, "assignments", trial());
    }
    assert.deepEqual(
      said,
      Array(4).fill("A draft cannot be read and is passed over. Its file is kept: drafts/c1.assignments.json"),
    );
    assert.deepEqual((await files.list("unreadable")).length, 4);
    assert.deepEqual(await short(one), []);
  });

  it("lose nothing on storage where every write takes a while, whoever saves when", async () => {
    const act = fc.record({ window: fc.nat({ max: 1 }), person: fc.constantFrom("bob", "carol", "dave", "eve") });
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 2, maxLength: 5 }), async (acts) => {
        const { one, other } = await two(slowed(new MemoryFiles(), 2));
        const windows = [await typing(one), await typing(other)];
        const queues: Promise<void>[] = [Promise.resolve(), Promise.resolve()];
        const wanted = new Set<string>();
        for (const { window, person } of acts) {
          if (wanted.has(person)) continue;
          wanted.add(person);
          const [from, to] = LINES[person] ?? ["", ""];
          queues[window] = (queues[window] ?? Promise.resolve()).then(() => windows[window]?.save(from, to));
        }
        await Promise.all(queues);
        const changed = [...wanted].toSorted().map((person) => `${person}.unique_role_name: U-3MON`);
        assert.deepEqual([await short(one), await short(other)], [changed, changed]);
      }),
      { numRuns: 25 },
    );
  });

  it("leave no lock and nothing half written on a real disk", async () => {
    const folder = await mkdtemp(join(tmpdir(), "redcap-access-windows-"));
    const { one, other } = await two(privateFiles(folder));
    const [here, there] = [await typing(one), await typing(other)];
    await Promise.all([here.save(...CAROL), there.save(...BOB)]);
    assert.equal((await short(one)).length, 2);
    const left = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
    assert.deepEqual(
      left.map(({ name }) => name),
      ["c1.assignments.json"],
    );
    await rm(folder, { recursive: true });
  });
});

const LINES: Readonly<Record<string, readonly [string, string]>> = {
  bob: ["bob,U-2ENTRY", "bob,U-3MON"],
  carol: ["carol,U-2ENTRY", "carol,U-3MON"],
  dave: ["dave,,", "dave,U-3MON,"],
  eve: ["eve,,", "eve,U-3MON,"],
};
