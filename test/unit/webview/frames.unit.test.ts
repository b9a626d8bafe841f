import assert from "node:assert/strict";
import { oncePerFrame } from "../../../src/webview/frames";

describe("work that is done once in a frame", () => {
  function counted() {
    const frames: (() => void)[] = [];
    const seen = { done: 0 };
    const run = oncePerFrame(
      () => void seen.done++,
      (then) => frames.push(then),
    );
    return { seen, run, frame: () => frames.shift()?.() };
  }

  it("is done at once, and what is asked for meanwhile once more with the next frame", () => {
    const { seen, run, frame } = counted();
    run();
    assert.equal(seen.done, 1);
    run();
    run();
    assert.equal(seen.done, 1);
    frame();
    assert.equal(seen.done, 2);
    run();
    assert.equal(seen.done, 2, "the frame's own work counts");
    frame();
    assert.equal(seen.done, 3);
  });

  it("is not done when nobody asked again, and at once the next time", () => {
    const { seen, run, frame } = counted();
    run();
    frame();
    frame();
    assert.equal(seen.done, 1);
    run();
    assert.equal(seen.done, 2);
  });
});
