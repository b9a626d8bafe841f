import assert from "node:assert/strict";
import { killAfter } from "./soak/kills";

/** Milliseconds; a process takes a while before it asks for anything. `npm run soak -- --kills` takes 300 at random. */
const INSTANTS = [150, 300, 400, 500, 600, 750, 900, 1200];

describe("A process that is killed at some instant", function () {
  this.timeout(120_000);

  it("leaves what can be finished, or taken back, by the next one", async () => {
    for (const [index, after] of INSTANTS.entries()) {
      const { faults, writes } = await killAfter(after, index % 2 === 0 ? "finish" : "undo");
      assert.deepEqual(faults, [], `after ${after} ms and ${writes} requests`);
    }
  });
});
