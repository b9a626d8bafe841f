import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { countIn } from "../../../../src/redcap/answers/count";

const { counts } = JSON.parse(readFileSync("test/fixtures/examples/expected.json", "utf8")) as {
  readonly counts: readonly (readonly [file: string, count: number])[];
};

describe("the number that an import or a delete answers", () => {
  for (const [file, count] of counts)
    it(`is ${count} in ${file}`, () => {
      assert.equal(countIn(readFileSync(`test/fixtures/examples/${file}`, "utf8")), count);
    });

  it("is read with quotes or blanks around it and with other names of the element", () => {
    assert.deepEqual(['"2"', " 12\n", "<ids>7</ids>"].map(countIn), [2, 12, 7]);
  });

  it("is no number in a success that does not say how much, in lists, errors and pages", () => {
    const others = ['{"success": true}', "[]", '["1"]', '{"count":1}', "", "-1", "1.5", "1\n2", "<a>1</b>", "<html>1"];
    for (const text of [...others, "ERROR: 1"]) assert.equal(countIn(text), undefined, text);
  });

  it("is itself for every number", () => {
    fc.assert(fc.property(fc.nat(), (count) => assert.equal(countIn(String(count)), count)));
  });
});
