import assert from "node:assert/strict";
import { fuzz, FUZZ_KINDS } from "../../support/cases/fuzz/fuzz";

/** `npm run cases -- --fuzz 200000` does it with as many as one likes. */
const INPUTS = 1500;
const SEED = 20_261_127;

describe("damaged inputs", () => {
  for (const kind of FUZZ_KINDS)
    it(`${kind.name}: ${INPUTS} end in a table or in sentences, and change only what they name`, async () => {
      const { failures, taken, asked, refused } = await fuzz(kind, INPUTS, SEED);
      assert.deepEqual(failures, []);
      assert.ok(taken + asked > 10 && refused > 10, `${taken} taken, ${asked} asked, ${refused} refused`);
    }).timeout(60_000);
});
