import assert from "node:assert/strict";
import { ProjectBusyError, ProjectLocks } from "../../../../src/app/apply/projectLock";
import { MemoryFiles } from "../../../../src/app/projects/sampleStores";
import { slowed } from "../memory";

const TIMES = { beat: 5, stale: 60, look: 10, settle: 0 };

/** Two windows: each with its own locks, both with the same files. */
function windows() {
  const files = new MemoryFiles();
  return { files, one: new ProjectLocks(files, TIMES), two: new ProjectLocks(files, TIMES) };
}

describe("ProjectLocks", () => {
  it("give a project to one apply at a time in one window", async () => {
    const { one } = windows();
    const lock = await one.acquire("p");
    await assert.rejects(one.acquire("p"), ProjectBusyError);
    await (await one.acquire("q")).release();
    await lock.release();
    await (await one.acquire("p")).release();
  });

  it("give a project to one window at a time", async () => {
    const { one, two, files } = windows();
    const lock = await one.acquire("p");
    await assert.rejects(two.acquire("p"), /Another window is applying changes/);
    await lock.release();
    assert.equal(files.files.size, 0);
    await (await two.acquire("p")).release();
  });

  it("let only one of two windows in that ask at the same moment", async () => {
    const { one, two } = windows();
    const got = await Promise.allSettled([one.acquire("p"), two.acquire("p")]);
    assert.equal(got.filter(({ status }) => status === "fulfilled").length, 1);
    for (const each of got) if (each.status === "fulfilled") await each.value.release();
  });

  it("take over from a window that is gone, which then knows that it has lost the project", async () => {
    const { files, two } = windows();
    const dead = await new ProjectLocks(files, { ...TIMES, beat: 1_000_000 }).acquire("p");
    const lock = await two.acquire("p");
    await assert.rejects(dead.check(), ProjectBusyError);
    await dead.release();
    assert.equal(files.files.size, 1);
    await lock.check();
    await lock.release();
  });

  it("leave the project to a window whose heart beats, whatever any clock says", async () => {
    const { one, two } = windows();
    const lock = await one.acquire("p");
    const now = Date.now;
    try {
      for (const years of [-50, 50]) {
        Date.now = () => now() + years * 3e10;
        assert.equal(await two.isBusy("p"), true);
        await assert.rejects(two.acquire("p"), ProjectBusyError);
      }
    } finally {
      Date.now = now;
    }
    await lock.release();
    assert.equal(await two.isBusy("p"), false);
  });

  it("let one of many windows take over from one that is gone", async () => {
    const { files } = windows();
    await new ProjectLocks(files, { ...TIMES, beat: 1_000_000 }).acquire("p");
    const others = [1, 2, 3, 4].map(() => new ProjectLocks(files, TIMES));
    const got = await Promise.allSettled(others.map((each) => each.acquire("p")));
    const locks = got.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
    assert.equal(locks.length, 1);
    for (const lock of locks) await lock.release();
  });

  it("keep two windows apart on storage where everything takes a while", async () => {
    const { files } = windows();
    const slow = slowed(files, 20);
    const times = { ...TIMES, beat: 30, stale: 400, look: 40 };
    const [one, two] = [new ProjectLocks(slow, times), new ProjectLocks(slow, times)];
    let inside = 0;
    let done = 0;
    const work = async (locks: ProjectLocks) => {
      while (done < 4) {
        const lock = await locks.acquire("p").catch(() => undefined);
        if (!lock) continue;
        assert.equal(++inside, 1);
        await lock.check();
        assert.equal(inside--, 1);
        done += 1;
        await lock.release();
      }
    };
    await Promise.all([work(one), work(two)]);
  });

  it("take a broken lock file for none", async () => {
    const { one, files } = windows();
    files.files.set("locks/p.lock", "{");
    await (await one.acquire("p")).release();
  });
});
