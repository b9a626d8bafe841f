import assert from "node:assert/strict";
import { failureSentences } from "../../support/cases/sentences";
import { CASE_KINDS, tried } from "../../support/cases/all";

for (const { name, trials } of CASE_KINDS)
  describe(`what is made of ${name}`, () => {
    for (const trial of trials())
      it(`${trial.input.id}: ${trial.input.what}`, async () => {
        const { came } = await tried(trial);
        assert.deepEqual(came, trial.input.expect, trial.input.right);
      });
  });

describe("what people are told of a failed call", () => {
  const WAY_OUT =
    /\b(?:Ask|ask (?:its|the)|Change|Check|Choose|Connect|Give|Look|Only|Open|Read|Refresh|Remove|Send|Set|Switch|Take|Tell|Try|Use|Wait|use)\b/;

  it("is at most three lines and 300 characters, and says what to do", async () => {
    const sentences = [...(await failureSentences()).keys()];
    assert.ok(sentences.length > 40, String(sentences.length));
    const long = sentences.filter((each) => each.length > 300 || each.split("\n").length > 3);
    assert.deepEqual(long, []);
    assert.deepEqual(
      sentences.filter((each) => !WAY_OUT.test(each)),
      [],
    );
  });
});
