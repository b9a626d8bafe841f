import assert from "node:assert/strict";
import { tableOf } from "../../../../src/core/dataTable";
import { dagName, roleName } from "../../../../src/core/access/names";
import { trial } from "../trial";

describe("the name of a role or group", () => {
  it("is what people see", () => {
    assert.equal(roleName(trial(), "U-2ENTRY"), "Data Entry");
    assert.equal(dagName(trial(), "lyon"), "Lyon");
  });

  it("has the id behind it where another has the same name", () => {
    const roles = [
      ["U-1", "Team"],
      ["U-2", "Team"],
      ["U-3", "team"],
    ];
    const twins = trial({
      roles,
      tables: {
        dag: tableOf(
          ["data_access_group_name", "unique_group_name"],
          [
            ["Lyon", "lyon"],
            ["Lyon", "lyon_2"],
          ],
        ),
      },
    });
    assert.deepEqual(
      ["U-1", "U-2", "U-3"].map((id) => roleName(twins, id)),
      ["Team (U-1)", "Team (U-2)", "team"],
    );
    assert.deepEqual(
      ["lyon", "lyon_2"].map((id) => dagName(twins, id)),
      ["Lyon (lyon)", "Lyon (lyon_2)"],
    );
  });

  it("is the id where there is no name, or nothing of that id", () => {
    assert.equal(roleName(trial({ roles: [["U-1", ""]] }), "U-1"), "U-1");
    assert.equal(roleName(trial(), "U-9"), "U-9");
    assert.equal(dagName(trial(), "oslo"), "oslo");
  });
});
