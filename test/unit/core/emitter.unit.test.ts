import assert from "node:assert/strict";
import { Emitter } from "../../../src/core/emitter";

describe("an event", () => {
  it("reaches everybody who listens, in the order in which they began", () => {
    const [emitter, heard] = [new Emitter<number>(), [] as string[]];
    emitter.event((value) => heard.push(`first ${value}`));
    emitter.event((value) => heard.push(`second ${value}`));
    emitter.fire(1);
    emitter.fire(2);
    assert.deepEqual(heard, ["first 1", "second 1", "first 2", "second 2"]);
  });

  it("does not reach who has stopped listening", () => {
    const [emitter, heard] = [new Emitter<number>(), [] as number[]];
    const subscription = emitter.event((value) => heard.push(value));
    emitter.fire(1);
    subscription.dispose();
    subscription.dispose();
    emitter.fire(2);
    assert.deepEqual(heard, [1]);
  });

  it("does not reach who was told to stop by somebody earlier in the row", () => {
    const [emitter, heard] = [new Emitter<number>(), [] as string[]];
    emitter.event(() => later.dispose());
    const later = emitter.event(() => heard.push("a disposed view"));
    emitter.event(() => heard.push("the last"));
    emitter.fire(1);
    assert.deepEqual(heard, ["the last"]);
  });

  it("reaches who began to listen during it only the next time", () => {
    const [emitter, heard] = [new Emitter<number>(), [] as number[]];
    const first = emitter.event(() => {
      first.dispose();
      emitter.event((value) => heard.push(value));
    });
    emitter.fire(1);
    emitter.fire(2);
    assert.deepEqual(heard, [2]);
  });

  it("counts each subscription of the same function by itself", () => {
    const [emitter, heard] = [new Emitter<number>(), [] as number[]];
    const listener = (value: number) => void heard.push(value);
    const one = emitter.event(listener);
    emitter.event(listener);
    one.dispose();
    emitter.fire(7);
    assert.deepEqual(heard, [7]);
  });

  it("reaches the others when one fails, and the failure reaches who fired", () => {
    const [emitter, heard] = [new Emitter<number>(), [] as number[]];
    emitter.event(() => {
      throw new Error("the tree broke");
    });
    emitter.event((value) => heard.push(value));
    assert.throws(() => emitter.fire(3), new Error("the tree broke"));
    assert.deepEqual(heard, [3]);
  });
});
