import assert from "node:assert/strict";
import { fuzzDoor } from "../../../support/cases/doorFuzz";

/** `npm run bench -- --only fuzz` does it with 200,000. */
const ANSWERS = 5000;

describe("the door for answers", () => {
  it(`stands ${ANSWERS} damaged answers: each is a table, or an error with a sentence`, async () => {
    const { tables, refused } = await fuzzDoor(ANSWERS, 20_261_127);
    assert.ok(tables > 20 && refused > 1000, `${tables} tables, ${refused} refused`);
  }).timeout(60_000);
});
