import assert from "node:assert/strict";
import { tableOf } from "../../../../src/core/dataTable";
import { leftRights, withoutAccount } from "../../../../src/core/plan/shownAfterwards";
import type { SnapshotParts } from "../../../../src/core/access/snapshot";
import { dag, plan, role, trial, added } from "../trial";
import { inEnglish } from "../../../support/inEnglish";

const out = plan([role("bob", "U-2ENTRY", "")]);

/** bob without a role, with these own rights as REDCap tells them after the unassignment. */
function bob(rights: Readonly<Record<string, string | number>>): SnapshotParts["tables"] {
  const names = Object.keys(rights);
  return {
    user: tableOf(["username", ...names], [["bob", ...Object.values(rights)]]),
    userRoleMapping: tableOf(["username", "unique_role_name"], [["bob", ""]]),
  };
}

describe("the rights of people who left their role", () => {
  it("are named as REDCap shows them now", () => {
    const now = trial({ tables: bob({ design: 0, calendar: "1", user_rights: 2, forms: "visit:1" }) });
    assert.deepEqual(inEnglish(leftRights(out, now)), [
      "bob is no longer in a role, and has these rights of their own: User Rights and Calendar & Scheduling.",
    ]);
  });

  it("are none when only instruments are left", () => {
    const now = trial({ tables: bob({ design: 0, user_rights: "", forms: "visit:1" }) });
    assert.deepEqual(inEnglish(leftRights(out, now)), [
      "bob is no longer in a role, and has no rights of their own beyond single instruments.",
    ]);
  });

  it("are not told of people who changed role, only moved to another group, or have a role again", () => {
    const now = trial({ tables: bob({ design: 1 }) });
    assert.deepEqual(inEnglish(leftRights(plan([role("bob", "U-2ENTRY", "U-3MON")]), now)), []);
    assert.deepEqual(inEnglish(leftRights(plan([dag("bob", "boston", "")]), now)), []);
    assert.deepEqual(inEnglish(leftRights(out, trial())), []);
  });

  it("are not told of people who are gone", () => {
    assert.deepEqual(inEnglish(leftRights(out, trial({ tables: { user: tableOf(["username"], [["ann"]]) } }))), []);
  });
});

describe("leftRights", () => {
  it("says what people may do who have left their role", () => {
    const out = plan([role("bob", "U-2ENTRY", ""), role("carol", "U-2ENTRY", "")]);
    const now = trial({ people: { bob: { dag: "boston", rights: [1, 2, 0, 0, 0, ""] }, carol: { dag: "boston" } } });
    assert.deepEqual(inEnglish(leftRights(out, now)), [
      "bob is no longer in a role, and has these rights of their own: Project Design and Setup and User Rights.",
      "carol is no longer in a role, and has no rights of their own beyond single instruments.",
    ]);
  });
});

describe("withoutAccount", () => {
  const made = plan([...added("users", "zoe"), ...added("users", "yan")]);
  const users = (...columns: readonly string[]) =>
    trial({
      tables: {
        user: tableOf(
          columns,
          [
            ["zoe", "", ""],
            ["yan", "yan@example.org", "Yan"],
          ].map((row) => row.slice(0, columns.length)),
        ),
      },
    });

  it("names people for whom REDCap shows neither name nor e-mail", () =>
    assert.deepEqual(inEnglish(withoutAccount(made, users("username", "email", "firstname"))), [
      "REDCap shows no name and no email for zoe: there may be no such account. Check the spelling.",
    ]));

  it("says nothing where the export has no such columns", () =>
    assert.deepEqual(inEnglish(withoutAccount(made, users("username"))), []));
});
