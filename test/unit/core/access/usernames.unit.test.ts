import assert from "node:assert/strict";
import { isUsername, usernameFault } from "../../../../src/core/access/usernames";
import { trial } from "../trial";

describe("usernameFault", () => {
  const live = trial();

  it("takes what REDCap takes", () => {
    for (const name of ["zoe", "z.o-e_1", "zoe@example.org", "o'neil", "zoe smith"]) {
      assert.equal(usernameFault(live, name), undefined, name);
    }
  });

  it("refuses other characters, and nothing at all", () => {
    assert.deepEqual(usernameFault(live, ""), { kind: "blank" });
    for (const name of ["zoë", "a,b", "a/b", "<b>", "a;b", "a\nb!"]) {
      assert.deepEqual(usernameFault(live, name), { kind: "illegal" }, name);
      assert.equal(isUsername(name), false, name);
    }
  });

  it("names who is there already, in whatever spelling", () => {
    const bob = live.people.get("bob");
    assert.deepEqual(usernameFault(live, "bob"), { kind: "there", as: bob });
    assert.deepEqual(usernameFault(live, "BOB"), { kind: "there", as: bob });
  });
});
