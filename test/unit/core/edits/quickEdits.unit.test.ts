import assert from "node:assert/strict";
import fc from "fast-check";
import { isBlocked } from "../../../../src/core/plan/plan";
import type { Edit } from "../../../../src/core/edits/edit";
import {
  addDag,
  addUser,
  canAssign,
  duplicateRole,
  expirationEdits,
  extended,
  removeNamed,
  removeUsers,
  rename,
} from "../../../../src/core/edits/quickEdits";
import type { NewUser } from "../../../../src/core/edits/quickEdits";
import { inShort, plan, requests, rules, sentences, TODAY, trial } from "../trial";

const live = trial();

function person(name: string) {
  const found = live.people.get(name);
  assert.ok(found, name);
  return found;
}

const add = (wanted: Partial<NewUser>) =>
  addUser(live, { username: "zoe", role: "", dag: "", expiration: "", ...wanted });

const short = (edit: Edit) => {
  const { draft, key, column, before, after } = inShort(edit);
  return `${draft}/${key}/${column}: ${before} → ${after}`;
};

describe("addUser", () => {
  it("adds a person with nothing but the name", () => {
    assert.deepEqual(add({}).map(short), ["users/zoe/username:  → zoe"]);
    assert.deepEqual(sentences(plan(add({}))), [
      "zoe: Added to the project; Role none; Data Access Group none (sees every record)",
    ]);
  });

  it("adds a person in the group at once, then puts them into the role", () => {
    const made = plan(add({ role: "U-3MON", dag: "boston", expiration: "2026-12-31" }));
    assert.deepEqual(requests(made), ["addUsers zoe=2026-12-31/boston", "assign zoe=U-3MON/boston"]);
    assert.deepEqual(sentences(made), [
      "zoe: Added to the project; Role Monitor (gains User Rights and Data Viewing Rights (all instruments)); Expiration 2026-12-31; Data Access Group Boston",
    ]);
  });

  it("copies the own rights and the form map of somebody without a role", () => {
    const made = plan(add({ like: person("eve"), dag: "lyon" }));
    assert.deepEqual(requests(made), ["addUsers zoe=lyon/0/0/0/0/0/visit:130,labs:129"]);
  });

  it("copies no rights of somebody in a role: the role gives them", () => {
    const bob = person("bob");
    assert.deepEqual(add({ like: bob, role: bob.role, dag: bob.dag }).map(short), [
      "users/zoe/username:  → zoe",
      "assignments/zoe/unique_role_name:  → U-2ENTRY",
      "assignments/zoe/data_access_group:  → boston",
    ]);
  });

  it("copies no rights when nobody can see whether they are a role's", () => {
    const blind = trial({ without: ["userRoleMapping"] });
    const bob = blind.people.get("bob");
    const edits = addUser(blind, { username: "zoe", role: "", dag: "boston", expiration: "", like: bob });
    assert.deepEqual(edits.map(short), ["users/zoe/username:  → zoe", "assignments/zoe/data_access_group:  → boston"]);
  });

  it("never copies an expiration", () => {
    assert.equal(
      add({ like: person("carol"), role: "U-2ENTRY" })
        .map(inShort)
        .some(({ column }) => column === "expiration"),
      false,
    );
  });
});

describe("removeUsers", () => {
  it("removes people and says what does not come back", () => {
    const made = plan(removeUsers([person("eve"), person("bob")]));
    assert.deepEqual(requests(made), ["removeUsers eve= bob="]);
    assert.deepEqual(sentences(made), [
      "eve: Removed from the project. Does not come back: groups of the DAG Switcher and the API token.",
      "bob: Removed from the project. Does not come back: own rights under the role Data Entry, groups of the DAG Switcher and the API token.",
    ]);
  });

  it("asks for their number when they are more than the limit", () => {
    const made = plan(removeUsers([person("eve"), person("bob")]), { removalLimit: 1 });
    assert.deepEqual(rules(made), ["manyRemovals"]);
    assert.equal(made.problems[0]?.confirmBy, "2");
  });
});

describe("extended", () => {
  it("counts from the person's own day, over months and leap years", () => {
    assert.equal(extended("2026-12-31", TODAY, 30), "2027-01-30");
    assert.equal(extended("2028-02-28", TODAY, 1), "2028-02-29");
  });

  it("counts from today when the day has passed, is today or is none that exists", () => {
    for (const day of ["2026-01-01", TODAY, "soon"]) assert.equal(extended(day, TODAY, 90), "2026-09-13");
  });

  it("leaves access that never ends without an end", () => {
    assert.equal(extended("", TODAY, 365), "");
  });

  it("always gives a later day than before, so many days after today at least", () => {
    const day = fc
      .date({ min: new Date("1990-01-01"), max: new Date("2200-01-01"), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 3650 }), (own, days) => {
        const later = extended(own, TODAY, days);
        assert.ok(later > own && later >= extended(TODAY, TODAY, days));
      }),
    );
  });
});

describe("expirationEdits", () => {
  it("gives everybody a day of their own", () => {
    const edits = expirationEdits([person("carol"), person("eve")], ({ expiration }) =>
      extended(expiration, TODAY, 30),
    );
    assert.deepEqual(edits.map(short), [
      "users/carol/expiration: 2026-12-31 → 2027-01-30",
      "users/eve/expiration:  → ",
    ]);
  });

  it("is refused for people in a role unless the way out was chosen for them", () => {
    const edits = expirationEdits([person("carol")], () => "2027-01-30");
    assert.equal(isBlocked(plan(edits)), true);
    assert.deepEqual(
      plan(edits, { unassignFirst: new Set(["carol"]) }).steps.map(({ purpose }) => purpose),
      ["unassign", "users", "assign"],
    );
  });
});

describe("roles and groups", () => {
  it("duplicates a role with all its rights and nobody in it", () => {
    const made = plan(duplicateRole(live, "U-2ENTRY", "Data Entry Plus"));
    assert.deepEqual(requests(made), ["createRoles new:1=Data Entry Plus/0/0/0/0/0/visit:130,labs:129"]);
    assert.deepEqual(sentences(made), [
      "role Data Entry Plus: Created, with 0 rights, views 2 of 2 instruments; " +
        "Data Viewing Rights (Visit) View & edit; Data Viewing Rights (Labs) Read only",
    ]);
  });

  it("renames a role", () => {
    const made = plan(rename("roles", "U-3MON", "Monitor", "CRA"));
    assert.deepEqual(sentences(made), ["role Monitor: Name Monitor → CRA"]);
  });

  it("deletes a role without members, and none with", () => {
    assert.deepEqual(requests(plan(removeNamed("roles", "U-3MON"))), ["removeRoles U-3MON="]);
    assert.deepEqual(rules(plan(removeNamed("roles", "U-2ENTRY"))), ["roleHasMembers"]);
  });

  it("adds, renames and deletes groups, the last only after the name is typed", () => {
    assert.deepEqual(requests(plan(addDag("Paris"))), ["createDags Paris=new:1"]);
    assert.deepEqual(sentences(plan(rename("dags", "lyon", "Lyon", "Lyon Sud"))), [
      "DAG Lyon: Name Lyon → Lyon Sud. Does not come back: the unique name lyon.",
    ]);
    const empty = trial({ people: { dave: {} } });
    const made = plan(removeNamed("dags", "lyon"), { live: empty });
    assert.deepEqual(requests(made), ["removeDags lyon="]);
    assert.deepEqual(
      made.problems.map(({ rule, confirmBy }) => [rule, confirmBy]),
      [["dagDeleted", "Lyon"]],
    );
  });
});

describe("canAssign", () => {
  it("offers roles and groups where there are some and people can be put into them", () => {
    assert.deepEqual(canAssign(live), { role: true, dag: true });
    assert.deepEqual(canAssign(trial({ without: ["userRoleMapping"] })), { role: false, dag: true });
    assert.deepEqual(canAssign(trial({ roles: [], without: ["dag"] })), { role: false, dag: false });
  });
});
