import assert from "node:assert/strict";
import { FORMATS } from "../../../src/codec/format";
import { exampleInputs, mutations } from "../../support/codec/mutations";
import { withstand } from "../../support/codec/withstand";

/** `npm run bench` does it with 200,000 inputs. */
const INPUTS = 5000;

describe("decoders", () => {
  it(`stand ${INPUTS} damaged files: none ends in an exception or leaves a trace, all problems have places`, () => {
    let [told, read] = [0, 0];
    for (const { format, text } of mutations(exampleInputs(), INPUTS, 20_261_125)) {
      try {
        if (withstand(text, format).problems.length > 0) told += 1;
        else read += 1;
      } catch (error) {
        assert.fail(`${format} ${JSON.stringify(text.slice(0, 2000))}: ${String(error)}`);
      }
    }
    assert.ok(told > 500 && read > 500, `${told} with problems, ${read} without`);
  });

  it("stand files of another format than they are told", () => {
    for (const { text } of exampleInputs()) for (const format of FORMATS) withstand(text, format);
  });
});
