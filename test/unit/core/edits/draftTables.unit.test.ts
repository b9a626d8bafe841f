import assert from "node:assert/strict";
import { cellText, column, tableOf } from "../../../../src/core/dataTable";
import { draftTable } from "../../../../src/core/edits/draftTables";
import { draftCell } from "../../../../src/core/edits/draftCell";
import { trial } from "../trial";

const base = draftTable(trial(), "assignments");

describe("draftTable", () => {
  it("assignments: one row per person, role and group, those without either too", () => {
    assert.deepEqual(base.columns, ["username", "unique_role_name", "data_access_group"]);
    assert.deepEqual(base.rows.at(-1), ["eve", "", ""]);
    assert.equal(base.rows.length, 5);
  });

  it("assignments: leaves out what the token may not read, because blank would mean none", () => {
    assert.deepEqual(draftTable(trial({ without: ["userRoleMapping"] }), "assignments").columns, [
      "username",
      "data_access_group",
    ]);
    const dagless = trial({
      mappingWithDag: false,
      without: ["userDagMapping", "dag"],
      tables: { user: tableOf(["username"], [["ann"]]) },
    });
    assert.deepEqual(draftTable(dagless, "assignments").columns, ["username", "unique_role_name"]);
  });

  it("users: no group, no display values, and blank rights while a role gives them", () => {
    const users = draftTable(trial(), "users");
    assert.deepEqual(users.columns.slice(0, 3), ["username", "expiration", "design"]);
    const [design, username] = [column(users, "design"), column(users, "username")];
    assert.deepEqual(
      users.rows.map((row) => [username(row), design(row)]),
      [
        ["ann", ""],
        ["bob", ""],
        ["carol", ""],
        ["dave", 1],
        ["eve", 0],
      ],
    );
  });

  it("roles and dags keep REDCap's columns, without the number that REDCap gives groups", () => {
    assert.equal(draftTable(trial(), "roles").columns[0], "unique_role_name");
    assert.deepEqual(draftTable(trial(), "dags").columns, ["data_access_group_name", "unique_group_name"]);
  });

  it("agrees with draftCell on every cell", () => {
    const live = trial();
    for (const draft of ["users", "roles", "dags", "assignments"] as const) {
      const table = draftTable(live, draft);
      const key = column(
        table,
        { users: "username", assignments: "username", roles: "unique_role_name", dags: "unique_group_name" }[draft],
      );
      for (const row of table.rows) {
        table.columns.forEach((name, at) =>
          assert.equal(draftCell(live, draft, cellText(key(row)), name), cellText(row[at])),
        );
      }
    }
  });
});
