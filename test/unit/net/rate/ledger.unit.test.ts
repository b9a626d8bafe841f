import assert from "node:assert/strict";
import { Ledger, LONGEST_STOP } from "../../../../src/net/rate/ledger";
import type { Rate } from "../../../../src/net/rate/ledger";

const MINUTE = 60_000;
const NOW = 100 * MINUTE;
const MANY: Rate = { maxInFlight: 99, maxPerMinute: 99 };
const ONE_PLACE: Rate = { ...MANY, maxInFlight: 1 };
const ONE_A_MINUTE: Rate = { ...MANY, maxPerMinute: 1 };

function ledger({ alive = (_: string): boolean => true } = {}) {
  const made = new Ledger(MINUTE, alive);
  const start = (id: string, at = NOW, now = NOW) => made.add({ kind: "start", id, at }, now);
  const stop = (ms: number, reason: "429" | "503" | "ban", at = NOW, now = NOW) =>
    made.add({ kind: "stop", at, ms, reason }, now);
  return { made, start, stop };
}

describe("what is known of the requests to a host", () => {
  it("counts a start for a minute, and a place until the request ends", () => {
    const { made, start } = ledger();
    start("a");
    assert.deepEqual([made.delay(ONE_A_MINUTE, NOW), made.delay(ONE_A_MINUTE, NOW + MINUTE - 1)], [MINUTE, 1]);
    assert.equal(made.delay(ONE_A_MINUTE, NOW + MINUTE), 0);
    assert.notEqual(made.delay(ONE_PLACE, NOW + MINUTE), 0);
    made.add({ kind: "end", id: "a" }, NOW);
    assert.equal(made.delay(ONE_PLACE, NOW + MINUTE), 0);
  });

  it("counts a request that has ended for the minute, and one that was withdrawn for nothing", () => {
    const { made, start } = ledger();
    start("a");
    made.add({ kind: "end", id: "a" }, NOW);
    assert.equal(made.delay(ONE_A_MINUTE, NOW), MINUTE);
    start("b");
    made.add({ kind: "withdrawn", id: "b" }, NOW);
    assert.equal(made.delay({ maxInFlight: 1, maxPerMinute: 2 }, NOW), 0);
  });

  it("lets who waits for a place look again soon, and who waits for the rate come when it is their turn", () => {
    const { made, start } = ledger();
    start("a", NOW - 20_000);
    assert.ok(made.delay(ONE_PLACE, NOW) <= 50);
    assert.equal(made.delay({ maxInFlight: 1, maxPerMinute: 1 }, NOW), MINUTE - 20_000);
  });

  it("takes what comes from the future for something of now", () => {
    const { made, start, stop } = ledger();
    start("a", NOW + 10 * MINUTE);
    stop(5000, "429", NOW + 10 * MINUTE);
    assert.equal(made.delay(ONE_A_MINUTE, NOW), MINUTE);
    assert.deepEqual(made.stop(NOW), { until: NOW + 5000, reason: "429" });
  });

  it("gives a place back after ten minutes, or as soon as the window that had it is gone", () => {
    const { made, start } = ledger({ alive: (id) => id !== "dead" });
    start("slow");
    assert.notEqual(made.delay(ONE_PLACE, NOW + 10 * MINUTE), 0);
    assert.equal(made.delay(ONE_PLACE, NOW + 10 * MINUTE + 1), 0);
    start("dead", NOW + 20 * MINUTE, NOW + 20 * MINUTE);
    assert.equal(made.delay(ONE_PLACE, NOW + 20 * MINUTE), 0);
    assert.equal(made.delay(ONE_A_MINUTE, NOW + 20 * MINUTE), MINUTE, "it was sent all the same");
  });

  it("leaves the host alone for the longest time that was asked for, and says why", () => {
    const { made, stop } = ledger();
    stop(30_000, "ban");
    stop(30_000, "429");
    stop(10_000, "503");
    assert.deepEqual(made.stop(NOW + 29_999), { until: NOW + 30_000, reason: "ban" });
    assert.equal(made.delay(MANY, NOW), 30_000);
    assert.deepEqual([made.stop(NOW + 30_000), made.delay(MANY, NOW + 30_000)], [undefined, 0]);
    stop(40_000, "503");
    assert.equal(made.stop(NOW)?.reason, "503");
  });

  it("leaves a host alone for a day at most", () => {
    const { made, stop } = ledger();
    stop(Infinity, "ban");
    assert.equal(made.stop(NOW)?.until, NOW + LONGEST_STOP);
    assert.equal(LONGEST_STOP, 24 * 60 * MINUTE);
  });

  it("foresees how long more requests take: behind a stop, and a minute for each rate full", () => {
    const { made, start, stop } = ledger();
    const rate: Rate = { maxInFlight: 1, maxPerMinute: 2 };
    assert.deepEqual(
      [0, 2, 3, 5].map((count) => made.timeFor(count, rate, NOW)),
      [0, 0, MINUTE, 2 * MINUTE],
    );
    start("a", NOW - 20_000);
    assert.deepEqual(
      [1, 2, 3].map((count) => made.timeFor(count, rate, NOW)),
      [0, MINUTE - 20_000, MINUTE],
    );
    stop(50_000, "429");
    assert.equal(made.timeFor(1, rate, NOW), 50_000);
  });
});
