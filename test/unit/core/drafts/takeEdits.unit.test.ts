import assert from "node:assert/strict";
import { cellText, tableOf } from "../../../../src/core/dataTable";
import type { DataTable } from "../../../../src/core/dataTable";
import { besideOwn, withEdits } from "../../../../src/core/drafts/takeEdits";
import { added, cell, inShort, removed, role } from "../trial";

const lines = ({ rows }: DataTable) => rows.map((row) => row.map(cellText).join());

describe("Edits taken into a draft", () => {
  const assignments = tableOf(
    ["username", "unique_role_name"],
    [
      ["bob", "U-2ENTRY"],
      ["eve", ""],
    ],
  );

  it("change their cells and leave the others", () => {
    const table = withEdits("assignments", assignments, [role("eve", "", "U-3MON"), cell("roles", "x", "y", "", "z")]);
    assert.deepEqual(lines(table), ["bob,U-2ENTRY", "eve,U-3MON"]);
  });

  it("bring and take the lines of people with the people", () => {
    const edits = [...added("users", "zoe"), role("zoe", "", "U-3MON"), removed("users", "bob")];
    assert.deepEqual(lines(withEdits("assignments", assignments, edits)), ["eve,", "zoe,U-3MON"]);
    const users = tableOf(["username", "expiration"], [["bob", "2026-12-31"]]);
    assert.deepEqual(lines(withEdits("users", users, edits)), ["zoe,"]);
  });

  it("change a row that the draft has added already, and no row that it has removed", () => {
    const users = tableOf(["username", "expiration"], [["zoe", ""]]);
    const edits = [...added("users", "zoe", { expiration: "2027-01-31" }), cell("users", "bob", "expiration", "", "x")];
    assert.deepEqual(lines(withEdits("users", users, edits)), ["zoe,2027-01-31"]);
  });

  it("do not take a new role for one of the draft, nor do assignments that name it", () => {
    const roles = tableOf(["unique_role_name", "role_label"], [["new:2", "Mine"]]);
    const edits = [...added("roles", "new:1", { role_label: "A" }), ...added("roles", "new:2", { role_label: "B" })];
    const named = [...edits, role("eve", "", "new:2"), cell("assignments", "eve", "data_access_group", "", "new:2")];
    const mine = besideOwn(named, new Map([["roles", roles]]));
    assert.deepEqual(lines(withEdits("roles", roles, mine)), ["new:2,Mine", "new:3,A", "new:4,B"]);
    assert.deepEqual(
      mine
        .slice(-2)
        .map(inShort)
        .map(({ after }) => after),
      ["new:4", "new:2"],
      "of a group that the edits do not add, the key stays",
    );
  });
});
