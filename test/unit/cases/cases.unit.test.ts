import assert from "node:assert/strict";
import { CASE_KINDS, tried } from "../../support/cases/all";

for (const { name, trials } of CASE_KINDS)
  describe(`what is made of ${name}`, () => {
    for (const trial of trials())
      it(`${trial.input.id}: ${trial.input.what}`, async () => {
        const { came } = await tried(trial);
        assert.deepEqual(came, trial.input.expect, trial.input.right);
      });
  });
