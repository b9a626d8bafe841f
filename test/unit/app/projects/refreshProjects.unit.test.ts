import assert from "node:assert/strict";
import { refreshProjects } from "../../../../src/app/projects/refreshProjects";
import type { Refreshing } from "../../../../src/app/projects/refreshProjects";

const at = (host: string, count: number) =>
  Array.from({ length: count }, (_, each) => ({ id: `${host}-${each}`, apiUrl: `https://${host}/api/` }));

/** Loads that end when they are told to. */
function desk() {
  const running = new Map<string, () => void>();
  const started: string[] = [];
  const load = (id: string) => {
    started.push(id);
    return new Promise<void>((done) => running.set(id, done));
  };
  const finish = async (id: string) => {
    running.get(id)?.();
    await new Promise((turn) => setImmediate(turn));
  };
  return { load, started, finish };
}

describe("refreshing all projects", () => {
  it("loads a few of each server at a time, in order, and tells of each that is done", async () => {
    const { load, started, finish } = desk();
    const seen: Refreshing[] = [];
    const needs = { load, timeFor: () => 0, now: () => 0 };
    const all = refreshProjects([...at("a", 5), ...at("b", 1)], needs, new AbortController().signal, (stand) =>
      seen.push(stand()),
    );
    assert.deepEqual(started, ["a-0", "a-1", "a-2", "b-0"]);
    await finish("a-1");
    assert.deepEqual(started.slice(4), ["a-3"]);
    for (const id of ["a-0", "a-2", "b-0", "a-3", "a-4"]) await finish(id);
    await all;
    assert.deepEqual(
      seen.map(({ done, total }) => `${done}/${total}`),
      ["0/6", "1/6", "2/6", "3/6", "4/6", "5/6", "6/6"],
    );
  });

  it("foresees the slower of two: the speed so far, and the rate at which a server may be asked", async () => {
    const { load, finish } = desk();
    let now = 0;
    let pace = 0;
    const asked: (readonly [string, number])[] = [];
    let stand: () => Refreshing = () => assert.fail("nothing was told");
    const needs = {
      load,
      timeFor: (...request: readonly [string, number]) => (asked.push(request), pace),
      now: () => now,
    };
    const all = refreshProjects(at("a", 5), needs, new AbortController().signal, (next) => (stand = next));
    assert.equal(stand().left, 0, "nobody can know yet");
    now = 10_000;
    await finish("a-0");
    assert.equal(stand().left, 40_000);
    pace = 60_000;
    assert.equal(stand().left, 60_000);
    assert.deepEqual(asked.at(-1), ["a", 7], "of the project that has not begun");
    for (const id of ["a-1", "a-2", "a-3", "a-4"]) await finish(id);
    await all;
    assert.equal(stand().left, 0);
  });

  it("foresees how long projects wait that have begun, and asks no server that is done with", async () => {
    const { load, finish } = desk();
    let stand: () => Refreshing = () => assert.fail("nothing was told");
    const asked: (readonly [string, number])[] = [];
    const timeFor = (...request: readonly [string, number]) => (asked.push(request), 30_000);
    const needs = { load, timeFor, now: () => 0 };
    const all = refreshProjects([...at("a", 1), ...at("b", 1)], needs, new AbortController().signal, (next) => {
      stand = next;
    });
    await finish("a-0");
    asked.length = 0;
    assert.equal(stand().left, 30_000);
    assert.deepEqual(asked, [["b", 0]]);
    await finish("b-0");
    await all;
  });

  it("begins no other project when it is cancelled", async () => {
    const { load, started, finish } = desk();
    const stop = new AbortController();
    const needs = { load, timeFor: () => 0, now: () => 0 };
    const all = refreshProjects(at("a", 5), needs, stop.signal, () => undefined);
    stop.abort();
    for (const id of ["a-0", "a-1", "a-2"]) await finish(id);
    await all;
    assert.deepEqual(started, ["a-0", "a-1", "a-2"]);
  });
});
