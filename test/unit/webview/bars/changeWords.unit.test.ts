import assert from "node:assert/strict";
import type { GridStatus, Strings } from "../../../../src/editors/protocol";
import { changeSummary } from "../../../../src/webview/bars/changeSummary";

const STRINGS = new Proxy({} as Strings, { get: (_, name) => `${String(name)} {0} {1}` });

function words(status: Partial<GridStatus>): string {
  const nothing = { project: "", changes: 0, inProject: 0, problems: [], readAt: "", moved: false };
  return changeSummary({ ...nothing, ...status }, STRINGS);
}

describe("the words of the banner", () => {
  it("count this grid when nothing else of the project has changed", () => {
    assert.equal(words({ changes: 1, inProject: 1 }), "changesOne {0} {1}");
    assert.equal(words({ changes: 3, inProject: 3 }), "changesMany 3 {1}");
  });

  it("count the project, and of it this grid, when other drafts have changes", () => {
    assert.equal(words({ changes: 1, inProject: 3 }), "changesHere 3 1");
    assert.equal(words({ changes: 0, inProject: 1 }), "changesElsewhereOne {0} {1}");
    assert.equal(words({ changes: 0, inProject: 2 }), "changesElsewhere 2 {1}");
  });

  it("say what was applied last when nothing waits, and only then", () => {
    assert.equal(words({}), "none {0} {1}");
    assert.equal(words({ applied: "Last applied today" }), "Last applied today");
    assert.equal(words({ applied: "Last applied today", inProject: 1 }), "changesElsewhereOne {0} {1}");
  });
});
