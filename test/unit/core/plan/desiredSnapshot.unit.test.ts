import assert from "node:assert/strict";
import { tableOf } from "../../../../src/core/dataTable";
import { rightsOf } from "../../../../src/core/access/effective";
import { desiredSnapshot } from "../../../../src/core/plan/desiredSnapshot";
import { added, cell, dag, expiration, removed, right, role, trial } from "../trial";

describe("desiredSnapshot", () => {
  const live = trial();
  const desired = desiredSnapshot(live, [
    ...added("roles", "new:1", { role_label: "Auditor", design: "1" }),
    ...added("dags", "new:1", { data_access_group_name: "Paris" }),
    ...added("users", "zoe", { expiration: "2027-01-31" }),
    role("zoe", "", "new:1"),
    role("bob", "U-2ENTRY", "new:1"),
    dag("bob", "boston", "new:1"),
    cell("dags", "lyon", "data_access_group_name", "Lyon", "South"),
    expiration("dave", "", "2027-01-31"),
    removed("users", "eve"),
    removed("roles", "U-3MON"),
  ]);

  it("has everybody where the edits want them, in every table", () => {
    const place = (name: string) => {
      const { role: id, dag: group, expiration: day, dagDisputed } = desired.people.get(name) ?? {};
      return [id, group, day, dagDisputed];
    };
    assert.deepEqual([...desired.people.keys()], ["ann", "bob", "carol", "dave", "zoe"]);
    assert.deepEqual(place("bob"), ["new:1", "new:1", "", false]);
    assert.deepEqual(place("zoe"), ["new:1", "", "2027-01-31", false]);
    assert.deepEqual(place("dave"), ["", "lyon", "2027-01-31", false]);
  });

  it("has new roles and groups under their local keys, with their people, and renamed ones under the old", () => {
    assert.deepEqual([...desired.roles.keys()], ["U-1ADMIN", "U-2ENTRY", "new:1"]);
    assert.deepEqual(desired.roles.get("new:1")?.members, ["bob", "zoe"]);
    assert.deepEqual(
      [...desired.dags.values()].map(({ id, name, members }) => [id, name, members.length]),
      [
        ["boston", "Boston", 1],
        ["lyon", "South", 1],
        ["new:1", "Paris", 1],
      ],
    );
  });

  it("shares every row that nobody touches, and leaves what was read as it was", () => {
    assert.equal(desired.people.get("ann")?.row, live.people.get("ann")?.row);
    assert.deepEqual(live, trial());
    assert.equal(desiredSnapshot(live, []).tables.user, live.tables.user);
  });

  it("counts no right of somebody who leaves a role, but for those that are set by the same edits", () => {
    const left = desiredSnapshot(live, [role("ann", "U-1ADMIN", ""), right("ann", "design", "", "1")]);
    const ann = left.people.get("ann");
    assert.ok(ann);
    assert.deepEqual(["design", "user_rights"].map(rightsOf(left, ann)), ["1", ""]);
  });

  it("finds people whom the role mapping leaves out", () => {
    const tables = { userRoleMapping: tableOf(["username", "unique_role_name"], [["ann", "U-1ADMIN"]]) };
    const short = trial({ tables });
    assert.equal(desiredSnapshot(short, [role("eve", "", "U-3MON")]).people.get("eve")?.role, "U-3MON");
  });
});
