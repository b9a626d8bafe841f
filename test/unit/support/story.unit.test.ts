import assert from "node:assert/strict";
import { inOrder } from "../../support/ui/story";
import type { Step } from "../../support/ui/story";

describe("the steps of a story", () => {
  const taken: string[] = [];
  const step = (title: string, work: () => Promise<void> | void = () => undefined, limitMs = 1000): Step => ({
    title,
    limitMs,
    work: async () => {
      taken.push(title);
      await work();
    },
  });
  beforeEach(() => void taken.splice(0));

  it("are taken one after the other", async () => {
    await inOrder([step("one", () => new Promise((done) => void setImmediate(done))), step("two")]);
    assert.deepEqual(taken, ["one", "two"]);
  });

  it("end with the first that fails, whose name stands before what went wrong", async () => {
    const steps = [step("one"), step("two", () => assert.equal(1, 2)), step("three")];
    await assert.rejects(inOrder(steps), (error: Error) => {
      assert.match(error.message, /^step 2 of 3, "two": Expected values to be strictly equal/);
      return error.stack?.includes(error.message) ?? false;
    });
    assert.deepEqual(taken, ["one", "two"]);
  });

  it("end with one that takes longer than it may", async () => {
    const forever = step("two", () => new Promise(() => undefined), 10);
    await assert.rejects(inOrder([step("one"), forever, step("three")]), {
      message: 'step 2 of 3, "two": not done after 0.01 s',
    });
  });
});
