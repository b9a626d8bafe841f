import assert from "node:assert/strict";
import { tableOf } from "../../../../src/core/dataTable";
import { lists } from "../../../../src/core/plan/carried";

describe("a table that should list everybody", () => {
  const mapping = tableOf(
    ["username", "redcap_data_access_group"],
    [
      ["Ann", "boston"],
      ["bob ", ""],
    ],
  );

  it("lists people in whatever spelling it has them", () => {
    assert.equal(lists(mapping, ["ann", "bob"]), true);
    assert.equal(lists(mapping, ["ann", "carol"]), false);
  });

  it("lacks nobody where there is no such table", () => assert.equal(lists(undefined, ["ann"]), true));
});
