import assert from "node:assert/strict";
import { markdownOf } from "../../../../src/core/text/markdown";
import { HOSTILE } from "../../../support/hostile/values";

describe("a text as Markdown", () => {
  it("has no sign that could begin markup, a tag, a link or an address", () => {
    for (const text of Object.values(HOSTILE)) {
      const entities = /&#(\d+);/g;
      assert.doesNotMatch(markdownOf(text).replaceAll(entities, ""), /[!-/:-@[-`{-~]/);
      const read = markdownOf(text).replaceAll(entities, (_, code) => String.fromCharCode(Number(code)));
      assert.equal(read, text);
    }
  });

  it("leaves letters, digits and blanks as they are", () => {
    assert.equal(markdownOf("Data Entry 2 · Ärzte"), "Data Entry 2 · Ärzte");
    assert.equal(markdownOf("see https://a.example"), "see https&#58;&#47;&#47;a&#46;example");
  });
});
