import assert from "node:assert/strict";
import fc from "fast-check";
import { HostLimiter } from "../../../../src/net/rate/limiter";
import type { Rate } from "../../../../src/net/rate/ledger";

const RATE: Rate = { maxInFlight: 8, maxPerMinute: 300 };
const MINUTE = 60_000;

/** Lets everything that is ready run. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A clock that stands still until it is told to go on. */
class FakeClock {
  private time = 1_000_000;
  private sleepers: { readonly until: number; readonly wake: () => void }[] = [];

  now = (): number => this.time;

  wait = (ms: number, signal?: AbortSignal): Promise<void> =>
    new Promise((wake, reject) => {
      this.sleepers.push({ until: this.time + ms, wake });
      signal?.addEventListener("abort", () => reject(signal.reason as Error));
    });

  async advance(ms: number): Promise<void> {
    const end = this.time + ms;
    await settle();
    for (;;) {
      const next = Math.min(...this.sleepers.map(({ until }) => until));
      if (next > end) break;
      this.time = Math.max(this.time, next);
      const due = this.sleepers.filter(({ until }) => until <= this.time);
      this.sleepers = this.sleepers.filter(({ until }) => until > this.time);
      for (const { wake } of due) wake();
      await settle();
    }
    this.time = end;
  }
}

interface Job {
  readonly done: Promise<unknown>;
  readonly finish: () => void;
}

/** A limiter on a fake clock; jobs run until they are told to finish, or for the time given. */
function bench(rate: () => Rate = () => RATE) {
  const clock = new FakeClock();
  const limiter = new HostLimiter(rate, clock);
  const started: { readonly name: number; readonly at: number }[] = [];
  let running = 0;
  let most = 0;
  const job = (name: number, signal?: AbortSignal, lasts?: number): Job => {
    let finish: () => void = () => undefined;
    const over = lasts === undefined ? new Promise<void>((resolve) => (finish = resolve)) : undefined;
    const work = async () => {
      started.push({ name, at: clock.now() });
      most = Math.max(most, ++running);
      await (over ?? (lasts ? clock.wait(lasts) : undefined));
      running -= 1;
      return name;
    };
    const done = limiter.run(work, signal);
    done.catch(() => undefined);
    return { done, finish: () => finish() };
  };
  return {
    clock,
    limiter,
    started,
    job,
    names: () => started.map(({ name }) => name),
    most: () => most,
  };
}

describe("requests in flight", () => {
  it("are 8 at a time, first come, first served", async () => {
    const { job, names } = bench();
    const jobs = Array.from({ length: 12 }, (_, name) => job(name));
    await settle();
    assert.deepEqual(names(), [0, 1, 2, 3, 4, 5, 6, 7]);
    jobs[3]?.finish();
    await settle();
    assert.deepEqual(names().slice(8), [8]);
    for (const { finish } of jobs) finish();
    await settle();
    for (const { finish } of jobs) finish();
    assert.deepEqual(await Promise.all(jobs.map(({ done }) => done)), names());
    assert.deepEqual(names().slice(8), [8, 9, 10, 11]);
  });

  it("give their place to who has waited longest, not to who comes just then", async () => {
    const { job, names } = bench(() => ({ ...RATE, maxInFlight: 1 }));
    const first = job(1);
    job(2).finish();
    await settle();
    first.finish();
    await first.done;
    job(3);
    await settle();
    assert.deepEqual(names().slice(0, 2), [1, 2]);
  });

  it("give their place back when they fail", async () => {
    const { limiter, job, names } = bench(() => ({ ...RATE, maxInFlight: 1 }));
    await assert.rejects(
      limiter.run(() => Promise.reject(new Error("broken"))),
      /broken/,
    );
    job(1);
    await settle();
    assert.deepEqual(names(), [1]);
  });

  it("follow a changed setting with the next that finishes", async () => {
    let maxInFlight = 1;
    const { job, names } = bench(() => ({ ...RATE, maxInFlight }));
    const jobs = [0, 1, 2, 3].map((name) => job(name));
    await settle();
    assert.deepEqual(names(), [0]);
    maxInFlight = 3;
    job(4);
    await settle();
    assert.deepEqual(names(), [0], "nobody overtakes those in line");
    jobs[0]?.finish();
    await settle();
    assert.deepEqual(names(), [0, 1, 2, 3]);
  });
});

describe("requests in a minute", () => {
  it("are 300: the next starts when the first is 60 s old", async () => {
    const { clock, job, started } = bench();
    const start = clock.now();
    for (let name = 0; name < 302; name++) job(name, undefined, 0);
    await clock.advance(MINUTE - 1);
    assert.equal(started.length, 300);
    await clock.advance(1);
    assert.equal(started.length, 302);
    assert.deepEqual(
      started.slice(299).map(({ at }) => at - start),
      [0, MINUTE, MINUTE],
    );
  });

  it("are counted in any 60 s, not in minutes of the clock", async () => {
    const { clock, job, started } = bench(() => ({ maxInFlight: 8, maxPerMinute: 3 }));
    const start = clock.now();
    for (const [pause, name] of [
      [0, 1],
      [40_000, 2],
      [10_000, 3],
      [5_000, 4],
      [0, 5],
    ] as const) {
      await clock.advance(pause);
      job(name, undefined, 0);
    }
    await clock.advance(2 * MINUTE);
    assert.deepEqual(
      started.map(({ at }) => at - start),
      [0, 40_000, 50_000, 60_000, 100_000],
    );
  });

  it("never pass either limit, whatever comes when and lasts how long, and all come to their turn in order", async () => {
    const arrival = fc.record({ after: fc.nat(20_000), lasts: fc.nat(40_000) });
    await fc.assert(
      fc.asyncProperty(
        fc.array(arrival, { maxLength: 40 }),
        fc.record({ maxInFlight: fc.integer({ min: 1, max: 4 }), maxPerMinute: fc.integer({ min: 1, max: 6 }) }),
        async (arrivals, rate) => {
          const { clock, job, started, most } = bench(() => rate);
          for (const [name, { after, lasts }] of arrivals.entries()) {
            await clock.advance(after);
            job(name, undefined, lasts);
          }
          await clock.advance(arrivals.length * 2 * MINUTE);
          assert.deepEqual(
            started.map(({ name }) => name),
            arrivals.map((_, name) => name),
          );
          assert.ok(most() <= rate.maxInFlight);
          for (const { at } of started) {
            const within = started.filter((other) => other.at >= at && other.at < at + MINUTE);
            assert.ok(within.length <= rate.maxPerMinute, `${within.length} starts from ${at}`);
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe("the time that more requests will take", () => {
  it("is none within the rate, and another minute for each rate full beyond it", async () => {
    const { clock, limiter, job } = bench(() => ({ maxInFlight: 8, maxPerMinute: 100 }));
    assert.deepEqual(
      [1, 100, 101, 200, 201].map((count) => limiter.timeFor(count)),
      [0, 0, MINUTE, MINUTE, 2 * MINUTE],
    );
    for (let name = 0; name < 60; name++) job(name, undefined, 0);
    await clock.advance(10_000);
    assert.deepEqual(
      [40, 41, 141].map((count) => limiter.timeFor(count)),
      [0, MINUTE - 10_000, 2 * MINUTE - 10_000],
    );
  });

  it("counts behind those that wait already, for a place or for the rate", async () => {
    const { clock, limiter, job } = bench(() => ({ maxInFlight: 2, maxPerMinute: 5 }));
    for (let name = 0; name < 7; name++) job(name, undefined, 1000);
    await clock.advance(10_000);
    assert.deepEqual(
      [0, 4].map((count) => limiter.timeFor(count)),
      [MINUTE - 10_000, 2 * MINUTE - 10_000],
    );
    await clock.advance(MINUTE);
    assert.equal(limiter.timeFor(0), 0);
  });

  it("counts nobody who has given up", async () => {
    const { limiter, job } = bench(() => ({ maxInFlight: 1, maxPerMinute: 1 }));
    const stop = new AbortController();
    const jobs = [job(0), job(1, stop.signal)];
    await settle();
    assert.equal(limiter.timeFor(0), MINUTE);
    stop.abort();
    await assert.rejects(async () => await jobs[1]?.done);
    assert.equal(limiter.timeFor(0), 0);
  });

  it("begins when a stop is over", () => {
    const { limiter } = bench();
    limiter.stop(30_000, "503");
    assert.equal(limiter.timeFor(1), 30_000);
  });
});

describe("a host that asked to be left alone", () => {
  it("gets no request until the time is over, and a shorter wish does not shorten it", async () => {
    const { clock, limiter, job, started } = bench();
    limiter.stop(30_000, "429");
    limiter.stop(10_000, "429");
    job(1, undefined, 0);
    await clock.advance(29_999);
    assert.equal(started.length, 0);
    await clock.advance(1);
    assert.equal(started.length, 1);
  });

  it("holds back those who wait already when the time is made longer", async () => {
    const { clock, limiter, job, started } = bench();
    limiter.stop(30_000, "429");
    job(1, undefined, 0);
    await clock.advance(20_000);
    limiter.stop(30_000, "429");
    await clock.advance(29_999);
    assert.equal(started.length, 0);
    await clock.advance(1);
    assert.equal(started.length, 1);
  });
});

describe("cancelling", () => {
  it("before, in line and in a pause ends the wait at once; the work is never done and the place is free", async () => {
    const { clock, limiter, job, names } = bench(() => ({ ...RATE, maxInFlight: 1 }));
    await assert.rejects(job(1, AbortSignal.abort()).done, { name: "AbortError" });
    const holding = job(2);
    const inLine = new AbortController();
    const waiting = job(3, inLine.signal);
    const behind = job(4);
    await settle();
    inLine.abort();
    await assert.rejects(waiting.done, { name: "AbortError" });
    holding.finish();
    await settle();
    assert.deepEqual(names(), [2, 4]);
    behind.finish();
    await settle();
    limiter.stop(MINUTE, "429");
    const inPause = new AbortController();
    const pausing = job(5, inPause.signal);
    await settle();
    inPause.abort();
    await assert.rejects(pausing.done, { name: "AbortError" });
    job(6);
    await clock.advance(MINUTE);
    assert.deepEqual(names(), [2, 4, 6]);
  });
});
