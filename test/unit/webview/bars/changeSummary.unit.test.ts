import assert from "node:assert/strict";
import type { GridStatus } from "../../../../src/editors/protocol";
import { english } from "../../../../src/core/text/message";
import { changeSummary } from "../../../../src/webview/bars/changeSummary";

function words(status: Partial<GridStatus>): string {
  const nothing = { project: "", changes: 0, inProject: 0, problems: [], readAt: "", moved: false };
  return english(changeSummary({ ...nothing, ...status }));
}

describe("the words of the banner", () => {
  it("count this grid when nothing else of the project has changed", () => {
    assert.equal(words({ changes: 1, inProject: 1 }), "1 change not yet in REDCap");
    assert.equal(words({ changes: 3, inProject: 3 }), "3 changes not yet in REDCap");
  });

  it("count the project, and of it this grid, when other drafts have changes", () => {
    assert.equal(words({ changes: 1, inProject: 3 }), "3 changes in this project, 1 in this grid");
    assert.equal(words({ changes: 0, inProject: 1 }), "1 change in this project, none in this grid");
    assert.equal(words({ changes: 0, inProject: 2 }), "2 changes in this project, none in this grid");
  });

  it("say what was applied last when nothing waits, and only then", () => {
    assert.equal(words({}), "Nothing has been changed.");
    assert.equal(words({ applied: "Last applied today" }), "Last applied today");
    assert.equal(words({ applied: "Last applied today", inProject: 1 }), "1 change in this project, none in this grid");
  });
});
