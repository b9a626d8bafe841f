import assert from "node:assert/strict";
import fc from "fast-check";
import { parseFilter } from "../../../../src/core/access/filterText";
import { NO_FILTER } from "../../../../src/core/access/people";

describe("a typed filter", () => {
  it("is a part of a name unless it says otherwise", () => {
    assert.deepEqual(parseFilter("  van der  Meer "), { ...NO_FILTER, text: "van der Meer" });
  });

  it("reads terms for status, role and group, in any order and case", () => {
    assert.deepEqual(parseFilter('status:soon ann Role:"Data Entry" dag:Boston STATUS:expired'), {
      text: "ann",
      states: ["soon", "expired"],
      roles: ["Data Entry"],
      dags: ["Boston"],
    });
  });

  it("finds people without role or group by none", () => {
    assert.deepEqual(parseFilter("role:none dag:none"), { ...NO_FILTER, roles: [""], dags: [""] });
    assert.deepEqual(parseFilter("status:none"), { ...NO_FILTER, roles: [""] });
  });

  it("takes what is no term of ours as text", () => {
    assert.equal(parseFilter("status:gone mail:ann@example.org").text, "status:gone mail:ann@example.org");
  });

  it("reads anything without failing and keeps text of letters as it is", () => {
    fc.assert(fc.property(fc.string(), (typed) => typeof parseFilter(typed).text === "string"));
    fc.assert(fc.property(fc.stringMatching(/^[\p{L}\d.@_-]+$/u), (typed) => parseFilter(typed).text === typed));
  });
});
