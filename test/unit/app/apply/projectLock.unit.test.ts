import assert from "node:assert/strict";
import { ProjectBusyError, ProjectLocks } from "../../../../src/app/apply/projectLock";
import { MemoryFiles } from "../../../../src/app/projects/transient";
import { fixedClock } from "../memory";

const TIMES = { beat: 5, stale: 30_000, settle: 0 };

/** Two windows: each with its own locks, both with the same files. */
function windows() {
  const files = new MemoryFiles();
  const clock = fixedClock();
  return { files, clock, one: new ProjectLocks(files, clock, TIMES), two: new ProjectLocks(files, clock, TIMES) };
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
    const { one, two, clock, files } = windows();
    const dead = await one.acquire("p");
    clock.advance(31_000);
    const lock = await two.acquire("p");
    await assert.rejects(dead.check(), ProjectBusyError);
    await dead.release();
    assert.equal(files.files.size, 1);
    await lock.check();
    await lock.release();
  });

  it("take a broken lock file for none", async () => {
    const { one, files } = windows();
    files.files.set("locks/p.json", "{");
    await (await one.acquire("p")).release();
  });
});
