import assert from "node:assert/strict";
import { ignoredLines } from "../../../../src/core/text/gitIgnored";

describe("what is kept out of git", () => {
  it("is the folder of each file, once, on lines of their own", () => {
    const files = ["redcap/12-trial/user.csv", "redcap/12-trial/dag.csv", "redcap/13/user.csv"];
    assert.equal(ignoredLines("dist", files), "dist\n/redcap/12-trial/\n/redcap/13/\n");
    assert.equal(ignoredLines("", ["redcap/user.csv"]), "/redcap/\n");
  });

  it("is not written twice", () => {
    assert.equal(ignoredLines("/redcap/\r\ndist\r\n", ["redcap/user.csv"]), "/redcap/\r\ndist\r\n");
  });

  it("is the file where it lies at the top, and never everything", () => {
    assert.equal(ignoredLines("", ["user.csv"]), "/user.csv\n");
  });

  it("is no pattern, whatever the folder is called", () => {
    assert.equal(ignoredLines("", ["a*b [x]/#1 !/user.csv"]), "/a\\*b\\ \\[x\\]/\\#1\\ \\!/\n");
  });
});
