import assert from "node:assert/strict";
import fc from "fast-check";
import { tableOf } from "../../../../src/core/dataTable";
import { cellId, draftCell } from "../../../../src/core/edits/draftCell";
import type { DraftName } from "../../../../src/core/edits/edit";
import { trial } from "../trial";

const live = trial();

describe("a cell of a draft", () => {
  it("takes role and group from wherever the project tells them", () => {
    assert.equal(draftCell(live, "assignments", "bob", "unique_role_name"), "U-2ENTRY");
    assert.equal(draftCell(live, "assignments", "bob", "data_access_group"), "boston");
    const narrow = trial({ without: ["userDagMapping"], mappingWithDag: false });
    assert.equal(draftCell(narrow, "assignments", "bob", "data_access_group"), "boston");
  });

  it("is unknown, not blank, when the token may not read it", () => {
    const blind = trial({ without: ["userRoleMapping"] });
    assert.equal(draftCell(blind, "assignments", "bob", "unique_role_name"), undefined);
    const dagless = trial({
      without: ["userRoleMapping", "userDagMapping"],
      tables: { user: tableOf(["username"], [["bob"]]) },
    });
    assert.equal(draftCell(dagless, "assignments", "bob", "data_access_group"), undefined);
    assert.equal(draftCell(dagless, "users", "bob", "expiration"), undefined);
  });

  it("holds the own rights of people without a role; those under a role are not known", () => {
    assert.equal(draftCell(live, "users", "dave", "design"), "1");
    assert.equal(draftCell(live, "users", "bob", "design"), "");
    assert.equal(draftCell(live, "users", "bob", "forms"), "");
    assert.equal(draftCell(live, "users", "carol", "expiration"), "2026-12-31");
    assert.equal(draftCell(live, "users", "bob", "username"), "bob");
  });

  it("of roles and groups is what their tables say", () => {
    assert.equal(draftCell(live, "roles", "U-3MON", "role_label"), "Monitor");
    assert.equal(draftCell(live, "roles", "U-3MON", "user_rights"), "2");
    assert.equal(draftCell(live, "dags", "lyon", "data_access_group_name"), "Lyon");
  });

  it("does not exist for a fact that stands in another draft, or that REDCap only shows", () => {
    const strangers: readonly (readonly [DraftName, string, string])[] = [
      ["users", "bob", "data_access_group"],
      ["users", "bob", "unique_role_name"],
      ["users", "bob", "email"],
      ["assignments", "bob", "expiration"],
      ["dags", "lyon", "data_access_group_id"],
    ];
    for (const [draft, key, name] of strangers) assert.equal(draftCell(live, draft, key, name), undefined, name);
  });

  it("does not exist for rows of another table, or of none", () => {
    for (const draft of ["users", "assignments", "roles", "dags"] as const)
      assert.equal(draftCell(live, draft, "zoe", "username"), undefined);
    assert.equal(draftCell(live, "roles", "lyon", "role_label"), undefined);
    assert.equal(draftCell(live, "dags", "U-3MON", "data_access_group_name"), undefined);
    assert.equal(draftCell(trial({ without: ["dag"] }), "dags", "lyon", "data_access_group_name"), undefined);
  });
});

describe("the id of a cell", () => {
  it("is the same for the same cell, whatever it says", () => {
    const cell = { draft: "users" as const, key: "ann", column: "design" };
    assert.equal(cellId(cell), cellId({ ...cell, ...{ before: "0", after: "1" } }));
  });

  it("differs for different cells, whatever letters their names have", () => {
    const cell = fc.record({
      draft: fc.constantFrom("users" as const, "roles" as const),
      key: fc.string({ unit: fc.constantFrom("a", '"', ",", "\\", "]") }),
      column: fc.string({ unit: fc.constantFrom("a", '"', ",", "\\", "]") }),
    });
    fc.assert(
      fc.property(cell, cell, (a, b) => {
        const same = a.draft === b.draft && a.key === b.key && a.column === b.column;
        assert.equal(cellId(a) === cellId(b), same);
      }),
    );
  });
});
