import assert from "node:assert/strict";
import { Usernames } from "../../../../src/core/access/usernames";
import { newNameFault, newUsersFault } from "../../../../src/core/rules/typedNames";
import { inEnglish } from "../../../support/inEnglish";

describe("usernames that are typed to be added", () => {
  const there = new Usernames(["bob", "Eve"]);
  const fault = (...names: string[]) =>
    inEnglish(newUsersFault(names, (name) => (there.has(name) ? there.spelled(name) : undefined)));

  it("are taken where REDCap takes them and nobody has them", () => {
    for (const name of ["zoe", "z.o-e_1", "zoe@example.org", "o'neil", "zoe smith"])
      assert.equal(fault(name), undefined, name);
  });

  it("are refused by the rules that files and plans keep", () => {
    for (const name of ["zoë", "a,b", "a/b", "<b>", "a;b", "a\nb!"])
      assert.match(String(fault(name)), /cannot be a user/, name);
    assert.match(String(fault("zoe", "a/b", "c/d")), /^a\/b and c\/d cannot be usernames/);
    assert.equal(fault(), "Enter a username.");
  });

  it("are refused where somebody is there already, in whatever spelling", () => {
    assert.equal(fault("bob"), "bob is already in the project.");
    assert.equal(fault("BOB"), "BOB is already in the project, written bob.");
    assert.equal(fault("zoe", "BOB", "eve"), "BOB and eve are already in the project.");
  });
});

describe("a name that is typed for a role or data access group", () => {
  it("is some name, and one that no other has", () => {
    assert.equal(newNameFault("roles", ["Monitor"], "Monitors"), undefined);
    assert.equal(inEnglish(newNameFault("roles", ["Monitor"], "Monitor")), "There is already a role called Monitor.");
    assert.equal(
      inEnglish(newNameFault("dags", ["Lyon"], "Lyon")),
      "There is already a data access group called Lyon.",
    );
    assert.equal(inEnglish(newNameFault("roles", [], "")), "A role needs a name.");
    assert.equal(inEnglish(newNameFault("dags", [], "")), "A data access group needs a name.");
  });
});
