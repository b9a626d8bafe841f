import assert from "node:assert/strict";
import { die, undisturbed, WAYS } from "./soak/deaths";
import type { Death, Undisturbed } from "./soak/deaths";

describe("A process that ends at a file operation", function () {
  this.timeout(240_000);

  let known: Undisturbed;
  before(async () => void (known = await undisturbed()));

  async function assertRecovered(death: Death): Promise<number> {
    const { faults, operations } = await die(death, known);
    assert.deepEqual(faults, [], JSON.stringify(death));
    return operations;
  }

  for (const afterwards of [false, true]) {
    const when = afterwards ? "after" : "before";
    it(`${when} any of an apply: the next one finishes it, with nothing twice and nothing left`, async () => {
      for (let at = 0; at < known.operations; at++) await assertRecovered({ at, afterwards, way: "finish" });
    });

    it(`${when} any of an apply: the next one takes it back, whatever has arrived`, async () => {
      for (let at = 0; at < known.operations; at++) await assertRecovered({ at, afterwards, way: "undo" });
    });
  }

  for (const way of WAYS)
    it(`of an apply, and again at any of what is to ${way} it: the third one gets there; \`npm run soak -- --kills\` dies at all`, async () => {
      for (let at = 1; at < known.operations; at += 5) {
        const recovering = await assertRecovered({ at, afterwards: true, way });
        for (let again = at % 2; again < recovering; again += 2)
          await assertRecovered({ at, afterwards: true, way, recovery: { at: again, afterwards: again % 4 < 2 } });
      }
    });

  it("of an undo: the next one takes back what is left, and offers nothing more", async () => {
    const whole = { at: Infinity, afterwards: false, way: "undo" } as const;
    const operations = await assertRecovered(whole);
    for (let again = 0; again < operations; again++)
      await assertRecovered({ ...whole, recovery: { at: again, afterwards: again % 2 === 0 } });
  });
});
