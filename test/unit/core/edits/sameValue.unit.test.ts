import assert from "node:assert/strict";
import { sameValue, saysAlready } from "../../../../src/core/edits/sameValue";

describe("the same value of a draft", () => {
  it("is the same text, in every column", () => {
    assert.equal(sameValue("assignments", "unique_role_name", "U-2ENTRY", "U-2ENTRY"), true);
    assert.equal(sameValue("users", "right_of_redcap_18", "x", "x"), true);
    assert.equal(sameValue("users", "expiration", "2026-01-01", "2026-1-1"), false);
  });

  it("is another notation of the same viewing rights, for people and for roles", () => {
    for (const draft of ["users", "roles"] as const)
      assert.equal(sameValue(draft, "forms", "visit:1,labs:2", "labs:129,visit:130"), true);
    assert.equal(sameValue("users", "forms", "visit:1", "visit:2"), false);
  });

  it("is another order of the same export levels, but 130 is no export level", () => {
    assert.equal(sameValue("users", "forms_export", "visit:1,labs:0", "labs:0,visit:1"), true);
    assert.equal(sameValue("users", "forms_export", "visit:1", "visit:130"), false);
  });

  it("is never a blank and no access: a blank means unknown", () => {
    assert.equal(sameValue("users", "forms", "", "visit:0"), false);
    assert.equal(sameValue("users", "forms", "visit:0", ""), false);
    assert.equal(sameValue("users", "forms", "", ","), false);
  });

  it("is letter by letter where a column of that name is no form right", () => {
    assert.equal(sameValue("assignments", "forms", "visit:1", "visit:130"), false);
    assert.equal(sameValue("dags", "forms", "visit:1", "visit:130"), false);
    assert.equal(sameValue("users", "design", "1", "130"), false);
  });
});

describe("a cell that says already what is wanted", () => {
  it("has every instrument that is named, in whatever notation", () => {
    assert.equal(saysAlready("roles", "forms", "visit:129,labs:130", "labs:1"), true);
    assert.equal(saysAlready("roles", "forms", "visit:129,labs:130", "labs:2"), false);
    assert.equal(saysAlready("users", "forms_export", "visit:1,labs:0", "visit:1"), true);
  });

  it("does not have instruments that it does not name, nor anything when all is to be emptied", () => {
    assert.equal(saysAlready("roles", "forms", "visit:129", "visit:129,labs:128"), false);
    assert.equal(saysAlready("roles", "forms", "visit:129", ""), false);
    assert.equal(saysAlready("roles", "design", "1", "0"), false);
  });
});
