import assert from "node:assert/strict";
import { SharedWork } from "../../../../src/app/projects/sharedWork";

function work() {
  let finish: (value: string) => void = () => undefined;
  let inner: AbortSignal | undefined;
  const shared = new SharedWork<string>((signal) => {
    inner = signal;
    return new Promise((resolve) => (finish = resolve));
  });
  return { shared, finish: (value: string) => finish(value), cancelled: () => inner?.aborted };
}

describe("work that several wait for", () => {
  it("is done once, and its result is everybody's", async () => {
    const { shared, finish } = work();
    const both = [shared.join(), shared.join(new AbortController().signal)];
    finish("done");
    assert.deepEqual(await Promise.all(both), ["done", "done"]);
  });

  it("goes on for the others when one cancels, who leaves at once", async () => {
    const { shared, finish, cancelled } = work();
    const stop = new AbortController();
    const leaving = shared.join(stop.signal);
    const staying = shared.join();
    stop.abort();
    await assert.rejects(leaving, { name: "AbortError" });
    assert.equal(cancelled(), false);
    finish("done");
    assert.equal(await staying, "done");
  });

  it("lets nobody in who has cancelled already, and is given up when there is no one else", async () => {
    const { shared, finish, cancelled } = work();
    const staying = shared.join();
    await assert.rejects(shared.join(AbortSignal.abort()), { name: "AbortError" });
    assert.equal(cancelled(), false);
    finish("done");
    assert.equal(await staying, "done");
    const alone = work();
    await assert.rejects(alone.shared.join(AbortSignal.abort()), { name: "AbortError" });
    assert.deepEqual([alone.shared.givenUp, alone.cancelled()], [true, true]);
  });

  it("is given up when the last one cancels", async () => {
    const { shared, cancelled } = work();
    const stops = [new AbortController(), new AbortController()];
    const leaving = stops.map(({ signal }) => shared.join(signal));
    stops[0]?.abort();
    assert.equal(shared.givenUp, false);
    stops[1]?.abort();
    assert.deepEqual([shared.givenUp, cancelled()], [true, true]);
    for (const each of leaving) await assert.rejects(each, { name: "AbortError" });
  });
});
