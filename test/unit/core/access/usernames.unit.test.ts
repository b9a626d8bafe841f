import assert from "node:assert/strict";
import { ByUsername, sameUser, Usernames } from "../../../../src/core/access/usernames";

describe("usernames", () => {
  it("are one whatever the case, and with blanks at their ends", () => {
    for (const other of ["dave", "DAVE", " Dave ", "dave\t"]) assert.ok(sameUser("dave", other), other);
    for (const other of ["dav", "da ve", "dave1", ""]) assert.ok(!sameUser("dave", other), other);
  });

  it("are found in any spelling and stay as they were written", () => {
    const groups = new ByUsername([
      ["Dave ", "lyon"],
      ["eve", ""],
    ]);
    assert.deepEqual([groups.get("DAVE"), groups.get("eve"), groups.get("zoe")], ["lyon", "", undefined]);
    assert.deepEqual([groups.spelled("dave"), groups.spelled(" Zoe")], ["Dave ", "Zoe"]);
    assert.deepEqual([...groups.keys()], ["Dave ", "eve"]);
    assert.equal(groups.delete("dave"), true);
    assert.deepEqual([groups.has("Dave "), [...groups.keys()]], [false, ["eve"]]);
    assert.ok(new Usernames(["Dave"]).has("dave"));
  });

  it("find their own where a server lists two spellings all the same", () => {
    const both = new ByUsername([
      ["jdoe", 1],
      ["JDoe", 2],
    ]);
    assert.deepEqual([both.get("jdoe"), both.get("JDoe"), both.get("JDOE")], [1, 2, 1]);
  });
});
