import assert from "node:assert/strict";
import fc from "fast-check";
import { cellText, column, EMPTY_TABLE, tableOf } from "../../../src/core/dataTable";
import { formMap } from "../../../src/core/access/rights";

describe("a cell as text", () => {
  it("is what REDCap's CSV has, whatever the wire gave", () => {
    assert.deepEqual(["", "1", 1, 0, 130, true, false, null, undefined].map(cellText), [
      "",
      "1",
      "1",
      "0",
      "130",
      "1",
      "0",
      "",
      "",
    ]);
  });

  it("has form maps in REDCap's notation, in the order sent", () => {
    assert.equal(cellText({ visit: 130, labs: "0", age: null }), "visit:130,labs:0,age:");
    assert.equal(cellText({}), "");
  });

  it("says the same of every form as the map it came from", () => {
    const code = fc.oneof(fc.nat({ max: 255 }), fc.nat({ max: 255 }).map(String));
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z][a-z0-9_]*$/), code), (map) => {
        assert.deepEqual(formMap(cellText(map)), formMap(map));
      }),
    );
  });
});

describe("reading a column", () => {
  const table = tableOf(["username", "design"], [["ann", 1], ["bob"]]);

  it("gives each row's cell as it came", () => {
    assert.deepEqual(table.rows.map(column(table, "design")), [1, undefined]);
  });

  it("gives nothing for a column that is not there", () => {
    assert.deepEqual(table.rows.map(column(table, "constructor")), [undefined, undefined]);
    assert.equal(column(EMPTY_TABLE, "username")(["ann"]), undefined);
  });
});
