import assert from "node:assert/strict";
import { english, message } from "../../../src/core/text/message";
import { inEnglish } from "../../support/inEnglish";
import { problemCount, Problems } from "../../../src/codec/problems";

describe("Problems of a text", () => {
  const told = (count: number) => {
    const problems = new Problems(2);
    const asked: number[] = [];
    for (let line = 1; line <= count; line++)
      problems.tell(
        "wrong",
        () => ({ line: (asked.push(line), line), column: 1 }),
        () => message("Line {line} is wrong.", { line }),
      );
    return { all: problems.all, asked };
  };

  it("are all told up to a number", () => {
    assert.deepEqual(told(0).all, []);
    assert.deepEqual(
      told(2).all.map((problem) => english(problem.message)),
      ["Line 1 is wrong.", "Line 2 is wrong."],
    );
  });

  it("are counted beyond it, and nobody looks for their places", () => {
    const { all, asked } = told(5);
    assert.deepEqual(inEnglish(all.slice(2)), [
      { line: 2, column: 1, code: "moreProblems", message: "There are 3 more problems.", summarized: 3 },
    ]);
    assert.deepEqual(asked, [1, 2]);
    assert.equal(problemCount(all), 5);
  });
});
