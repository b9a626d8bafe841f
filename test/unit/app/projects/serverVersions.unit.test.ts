import assert from "node:assert/strict";
import { verbatim } from "../../../../src/core/text/message";
import { ServerVersions } from "../../../../src/app/projects/serverVersions";
import { RedcapError } from "../../../../src/redcap/errors";
import { fixedClock } from "../memory";

const HERE = "https://redcap.example.org/api/";
const THERE = "https://elsewhere.example.org/api/";
const KEEP_MS = 1000;

describe("ServerVersions", () => {
  /** A server that counts how often it is asked and answers in turn. */
  function server(...answers: readonly (string | Error)[]) {
    const asked: number[] = [];
    const ask = () => {
      const answer = answers[asked.push(asked.length) - 1];
      return typeof answer === "string" ? Promise.resolve(answer) : Promise.reject(answer ?? new Error("asked again"));
    };
    return { ask, times: () => asked.length };
  }

  it("asks once for all projects of a server, also when they come at the same time", async () => {
    const { ask, times } = server("16.1.3");
    const versions = new ServerVersions(fixedClock(), KEEP_MS);
    const found = await Promise.all([versions.of(HERE, ask), versions.of(HERE, ask)]);
    assert.deepEqual([...found, await versions.of(HERE, ask)], ["16.1.3", "16.1.3", "16.1.3"]);
    assert.equal(times(), 1);
  });

  it("asks each server for its own", async () => {
    const { ask } = server("16.1.3", "14.5.0");
    const versions = new ServerVersions(fixedClock(), KEEP_MS);
    assert.deepEqual([await versions.of(HERE, ask), await versions.of(THERE, ask)], ["16.1.3", "14.5.0"]);
  });

  it("asks again after a while, because servers are upgraded", async () => {
    const { ask } = server("16.1.3", "16.2.0");
    const clock = fixedClock();
    const versions = new ServerVersions(clock, KEEP_MS);
    await versions.of(HERE, ask);
    clock.advance(KEEP_MS);
    assert.equal(await versions.of(HERE, ask), "16.2.0");
  });

  it("keeps no failure, but tells it to all who wait", async () => {
    const { ask, times } = server(new Error("offline"), "16.1.3");
    const versions = new ServerVersions(fixedClock(), KEEP_MS);
    const both = [versions.of(HERE, ask), versions.of(HERE, ask)];
    await Promise.all(both.map((each) => assert.rejects(each, /offline/)));
    assert.equal(times(), 1);
    assert.equal(await versions.of(HERE, ask), "16.1.3");
  });

  it("asks again for the others when the one who asked cancels", async () => {
    const { ask, times } = server(new RedcapError("cancelled", verbatim("Cancelled.")), "16.1.3");
    const versions = new ServerVersions(fixedClock(), KEEP_MS);
    const cancelled = versions.of(HERE, ask);
    const others = [versions.of(HERE, ask), versions.of(HERE, ask)];
    await assert.rejects(cancelled, /Cancelled/);
    assert.deepEqual(await Promise.all(others), ["16.1.3", "16.1.3"]);
    assert.equal(times(), 2);
  });
});
