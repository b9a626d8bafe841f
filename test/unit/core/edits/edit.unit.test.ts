import assert from "node:assert/strict";
import { countChanges, editsOf, isLocalKey, peopleChanges, rowChanges } from "../../../../src/core/edits/edit";
import { added, dag, removed, role } from "../trial";

describe("edits of rows", () => {
  it("are one change for each row, of a person in whatever draft", () => {
    const zoe = [...added("users", "zoe", { expiration: "2026-12-31" }), role("zoe", "", "U-3MON")];
    const edits = [...zoe, role("bob", "U-2ENTRY", ""), removed("dags", "boston")];
    const rows = rowChanges(edits);
    assert.deepEqual(
      rows.map(({ draft, key, kind, cells }) => [draft, key, kind, cells.map(({ column }) => column)]),
      [
        ["users", "zoe", "add", ["expiration", "unique_role_name"]],
        ["users", "bob", "set", ["unique_role_name"]],
        ["dags", "boston", "remove", []],
      ],
    );
    assert.deepEqual(rows.flatMap(editsOf), edits);
  });

  it("count a row that comes as one change, whatever stands in it, its assignment too", () => {
    const zoe = [...added("users", "zoe", { expiration: "2026-12-31" }), role("zoe", "", "U-3MON")];
    assert.equal(
      countChanges([...zoe, removed("users", "eve"), role("bob", "U-2ENTRY", ""), dag("bob", "", "lyon")]),
      4,
    );
  });

  it("name the people who come and go, but no roles", () => {
    const edits = [
      ...added("users", "zoe"),
      removed("users", "eve"),
      ...added("roles", "new:1"),
      removed("dags", "lyon"),
    ];
    assert.deepEqual(peopleChanges(edits), { added: new Set(["zoe"]), removed: new Set(["eve"]) });
  });

  it("know our own names for what REDCap has yet to name", () => {
    assert.deepEqual(["new:1", "new:12", "new:", "new", "U-1", "renew:1"].map(isLocalKey), [
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});
