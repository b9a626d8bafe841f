import assert from "node:assert/strict";
import { buildSnapshot } from "../../../../src/core/access/snapshot";
import type { SnapshotParts } from "../../../../src/core/access/snapshot";
import { tableOf } from "../../../../src/core/dataTable";

const parts = (tables: SnapshotParts["tables"]): SnapshotParts => ({
  takenAt: 0,
  project: { projectId: 1, title: "Trial", inProduction: false, raw: new Map() },
  version: "16.1.3",
  instruments: [],
  missing: {},
  tables,
});

const user = tableOf(
  ["username", "firstname", "lastname", "email", "expiration", "data_access_group", "design"],
  [
    ["ann", "Ann", "Lee", "ann@example.org", "", "boston", 1],
    ["bob", "", "", "", "2026-01-31", "", 0],
  ],
);

describe("buildSnapshot", () => {
  it("joins people with their role and lists the members of each role", () => {
    const snapshot = buildSnapshot(
      parts({
        user,
        userRole: tableOf(["unique_role_name", "role_label"], [["U-1", "Monitor"]]),
        userRoleMapping: tableOf(["username", "unique_role_name"], [["ann", "U-1"]]),
      }),
    );
    assert.equal(snapshot.people.get("ann")?.role, "U-1");
    assert.equal(snapshot.people.get("ann")?.name, "Ann Lee");
    assert.deepEqual(snapshot.roles.get("U-1")?.members, ["ann"]);
  });

  it("takes people without a role the same whether the mapping lists them blank or leaves them out", () => {
    const listed = buildSnapshot(
      parts({ user, userRoleMapping: tableOf(["username", "unique_role_name"], [["bob", ""]]) }),
    );
    const omitted = buildSnapshot(parts({ user, userRoleMapping: tableOf(["username", "unique_role_name"], []) }));
    assert.equal(listed.people.get("bob")?.role, "");
    assert.equal(omitted.people.get("bob")?.role, "");
  });

  it("believes the DAG mapping before the users table", () => {
    const snapshot = buildSnapshot(
      parts({
        user,
        dag: tableOf(["data_access_group_name", "unique_group_name"], [["Boston", "boston"]]),
        userDagMapping: tableOf(["username", "redcap_data_access_group"], [["ann", "boston"]]),
      }),
    );
    assert.equal(snapshot.people.get("ann")?.dag, "boston");
    assert.equal(snapshot.people.get("ann")?.dagDisputed, false);
    assert.deepEqual(snapshot.dags.get("boston")?.members, ["ann"]);
  });

  it("falls back to the users table when the DAG mapping cannot be read", () => {
    assert.equal(buildSnapshot(parts({ user })).people.get("ann")?.dag, "boston");
  });

  it("marks people whose sources name different groups", () => {
    const snapshot = buildSnapshot(
      parts({ user, userDagMapping: tableOf(["username", "redcap_data_access_group"], [["ann", "lyon"]]) }),
    );
    assert.equal(snapshot.people.get("ann")?.dag, "lyon");
    assert.equal(snapshot.people.get("ann")?.dagDisputed, true);
  });

  it("finds role and group of somebody whom a mapping spells in other letters", () => {
    const snapshot = buildSnapshot(
      parts({
        user,
        userRole: tableOf(["unique_role_name", "role_label"], [["U-1", "Monitor"]]),
        userRoleMapping: tableOf(["username", "unique_role_name"], [["ANN ", "U-1"]]),
        userDagMapping: tableOf(["username", "redcap_data_access_group"], [["Ann", "boston"]]),
      }),
    );
    const ann = snapshot.people.get("aNN");
    assert.deepEqual([ann?.username, ann?.role, ann?.dag, ann?.dagDisputed], ["ann", "U-1", "boston", false]);
    assert.deepEqual(snapshot.roles.get("U-1")?.members, ["ann"]);
  });

  it("marks them also where only the role mapping names another group", () => {
    const mapping = tableOf(["username", "unique_role_name", "data_access_group"], [["ann", "", "lyon"]]);
    const ann = buildSnapshot(parts({ user, userRoleMapping: mapping })).people.get("ann");
    assert.deepEqual([ann?.dag, ann?.dagDisputed], ["boston", true]);
  });

  it("does not trip over a user called __proto__", () => {
    const snapshot = buildSnapshot(parts({ user: tableOf(["username"], [["__proto__"]]) }));
    assert.deepEqual([...snapshot.people.keys()], ["__proto__"]);
  });
});
