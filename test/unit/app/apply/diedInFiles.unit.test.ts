import assert from "node:assert/strict";
import { die, undisturbed } from "./soak/deaths";
import type { Death } from "./soak/deaths";

describe("A process that ends at a file operation", function () {
  this.timeout(240_000);

  let operations = 0;
  let wanted = "";
  before(async () => ({ operations, wanted } = await undisturbed()));

  async function assertFinished(death: Death): Promise<number> {
    const { faults, operations: needed } = await die(death, wanted);
    assert.deepEqual(faults, [], JSON.stringify(death));
    return needed;
  }

  for (const afterwards of [false, true]) {
    it(`${afterwards ? "after" : "before"} any of an apply: the next one finishes it, with nothing twice and nothing left`, async () => {
      for (let at = 0; at < operations; at++) await assertFinished({ at, afterwards });
    });
  }

  it("of an apply, and again at any of its recovery: the third one finishes it; `npm run soak -- --kills` dies at all", async () => {
    for (let at = 1; at < operations; at += 5) {
      const recovering = await assertFinished({ at, afterwards: true });
      for (let again = at % 2; again < recovering; again += 2)
        await assertFinished({ at, afterwards: true, recovery: { at: again, afterwards: again % 4 < 2 } });
    }
  });
});
