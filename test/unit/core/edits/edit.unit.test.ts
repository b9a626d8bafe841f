import assert from "node:assert/strict";
import { countChanges, isLocalKey, isRowAdded, isRowRemoved, peopleChanges } from "../../../../src/core/edits/edit";
import { added, dag, removed, role } from "../trial";

describe("edits of rows", () => {
  it("tell rows that come and go from cells that change", () => {
    const [row, cell] = added("users", "zoe", { expiration: "2026-12-31" });
    assert.ok(row && cell);
    assert.deepEqual([isRowAdded(row), isRowAdded(cell), isRowRemoved(row)], [true, false, false]);
    assert.deepEqual([isRowRemoved(removed("dags", "boston")), isRowAdded(removed("dags", "boston"))], [true, false]);
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
