import assert from "node:assert/strict";
import { isBlocked } from "../../../../src/core/plan/plan";
import { planChanges } from "../../../../src/core/planner/planner";
import { added, cell, dag, expiration, plan, removed, requests, right, role, sentences, TODAY, trial } from "../trial";

const purposes = (made: ReturnType<typeof plan>) => made.steps.map((step) => step.purpose);

describe("planChanges over all tables", () => {
  it("goes in the one order that works, whatever the order of the edits", () => {
    const edits = [
      removed("dags", "lyon"),
      removed("roles", "U-3MON"),
      removed("users", "eve"),
      cell("dags", "boston", "data_access_group_name", "Boston", "Boston North"),
      cell("roles", "U-2ENTRY", "design", "0", "1"),
      dag("dave", "lyon", "new:1"),
      role("carol", "U-2ENTRY", "new:1"),
      ...added("users", "zoe", { expiration: "2027-01-31" }),
      role("zoe", "", "new:1"),
      expiration("dave", "", "2027-01-31"),
      role("bob", "U-2ENTRY", ""),
      ...added("roles", "new:1", { role_label: "Auditor", design: "0" }),
      ...added("dags", "new:1", { data_access_group_name: "Paris" }),
    ];
    assert.deepEqual(requests(plan(edits)), [
      "createDags Paris=new:1",
      "createRoles new:1=Auditor/0",
      "unassign bob=/boston",
      "users dave=2027-01-31/lyon",
      "addUsers zoe=2027-01-31/",
      "assign carol=new:1/boston zoe=new:1/",
      "dags dave=new:1",
      "roles U-2ENTRY=Data Entry/1",
      "renameDags Boston North=boston",
      "removeUsers eve=",
      "removeRoles U-3MON=",
      "removeDags lyon=",
    ]);
  });

  it("adds a person in the wanted group at once: without a group they would see every record", () => {
    const made = plan([...added("users", "zoe"), dag("zoe", "", "boston")]);
    assert.deepEqual(requests(made), ["addUsers zoe=boston"]);
    assert.deepEqual(sentences(made), ["zoe: Added to the project; Role none; Data Access Group Boston"]);
  });

  it("adds a person whose row cannot carry a group, and sets the group right after", () => {
    const live = trial({ mappingWithDag: false, tables: { user: { columns: ["username"], rows: [["ann"]] } } });
    assert.deepEqual(requests(plan([...added("users", "zoe"), dag("zoe", "", "boston")], { live })), [
      "addUsers zoe=",
      "dags zoe=boston",
    ]);
  });

  it("changes existing people before it adds others, and roles that lose before roles that gain", () => {
    const made = plan([...added("users", "zoe"), right("eve", "design", "0", "1")]);
    assert.deepEqual(purposes(made), ["users", "addUsers"]);
    const roles = plan([
      cell("roles", "U-2ENTRY", "design", "0", "1"),
      cell("roles", "U-3MON", "user_rights", "2", "0"),
    ]);
    assert.deepEqual(requests(roles), ["roles U-3MON=Monitor/0", "roles U-2ENTRY=Data Entry/1"]);
  });

  it("puts roles that only lose first in a request of several", () => {
    const live = trial({
      roles: [
        ["U-1ADMIN", "Administrators", 1, 1, 1, 1, 1, "visit:130,labs:130"],
        ["U-2ENTRY", "Data Entry", 0, 0, 0, 0, 0, "visit:130,labs:129"],
        ["U-3MON", "Monitor", 1, 2, 0, 0, 0, "visit:129,labs:129"],
      ],
    });
    const made = plan([cell("roles", "U-2ENTRY", "design", "0", "1"), cell("roles", "U-3MON", "design", "1", "0")], {
      live,
    });
    assert.deepEqual(requests(made), ["roles U-3MON=Monitor/0 U-2ENTRY=Data Entry/1"]);
  });

  it("sends form maps of roles whole, new ones with no access where nothing is said, in the project's encoding", () => {
    const made = plan([
      cell("roles", "U-3MON", "forms", "visit:129,labs:129", "labs:130"),
      ...added("roles", "new:1", { role_label: "Auditor", forms: "visit:129" }),
    ]);
    const forms = made.steps.map(({ rows }) => ({ ...(rows.rows[0]?.[2] as object) }));
    assert.deepEqual(forms, [
      { visit: "129", labs: "128" },
      { visit: "129", labs: "130" },
    ]);
  });

  it("takes 1 and 130 in a role for the same right", () => {
    assert.deepEqual(plan([cell("roles", "U-3MON", "forms", "visit:2,labs:2", "visit:129,labs:2")]).steps, []);
  });

  it("sends the owner's role last and alone", () => {
    const made = plan([
      cell("roles", "U-1ADMIN", "design", "1", "0"),
      cell("roles", "U-2ENTRY", "design", "0", "1"),
      removed("users", "eve"),
    ]);
    assert.deepEqual(requests(made), [
      "roles U-2ENTRY=Data Entry/1",
      "removeUsers eve=",
      "roles U-1ADMIN=Administrators/0 (owner)",
    ]);
  });

  it("moves the owner before the role that the owner leaves is deleted", () => {
    const made = plan([
      role("ann", "U-1ADMIN", "new:1"),
      removed("roles", "U-1ADMIN"),
      ...added("roles", "new:1", {
        role_label: "Managers",
        api_export: "1",
        api_import: "1",
        user_rights: "1",
      }),
    ]);
    assert.equal(isBlocked(made), false);
    assert.deepEqual(purposes(made), ["createRoles", "assign", "removeRoles"]);
  });

  it("changes what could cost the token its rights after everything else, and removes its owner last of all", () => {
    const made = plan([cell("roles", "U-1ADMIN", "api_import", "1", "0"), role("ann", "U-1ADMIN", "U-2ENTRY")]);
    assert.deepEqual(requests(made), ["assign ann=U-2ENTRY/ (owner)", "roles U-1ADMIN=Administrators/0 (owner)"]);
    assert.deepEqual(requests(plan([removed("users", "ann"), removed("users", "eve")])), [
      "removeUsers eve=",
      "removeUsers ann= (owner)",
    ]);
  });

  it("splits deletions that do not fit into one request", () => {
    const edits = ["bob", "eve"].map((key) => removed("users", key));
    const made = planChanges({ live: trial(), owner: "ann", today: TODAY, edits }, 40);
    assert.deepEqual(requests(made), ["removeUsers bob=", "removeUsers eve="]);
  });

  it("sends nothing for rows that have come or gone already", () => {
    const made = plan([removed("users", "zoe"), removed("roles", "U-9"), ...added("users", "eve")]);
    assert.deepEqual([made.steps, made.changes, made.conflicts, made.alreadyDone.length], [[], [], [], 3]);
  });

  it("shows a conflict when somebody else has added the same person otherwise", () => {
    const made = plan([...added("users", "bob"), role("bob", "", "U-3MON")]);
    assert.deepEqual(made.conflicts, [{ ...role("bob", "", "U-3MON"), live: "U-2ENTRY" }]);
  });

  it("needs no row for rights that a role blanks", () => {
    assert.deepEqual(requests(plan([role("eve", "", "U-3MON"), right("eve", "design", "0", "")])), [
      "assign eve=U-3MON/",
    ]);
  });
});
