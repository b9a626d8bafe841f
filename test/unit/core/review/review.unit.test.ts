import assert from "node:assert/strict";
import { summary } from "../../../../src/core/review/review";
import { reviewText } from "../../../../src/core/review/reviewText";
import { roleName } from "../../../../src/core/access/names";
import { added, cell, dag, expiration, plan, removed, role, trial } from "../trial";
import { english } from "../../../../src/core/text/message";
import { inEnglish } from "../../../support/inEnglish";

describe("reviewText", () => {
  it("says what, where, what speaks against it, and what will be sent", () => {
    const made = plan(
      [
        role("carol", "U-2ENTRY", "U-3MON"),
        dag("bob", "boston", ""),
        role("eve", "U-2ENTRY", ""),
        expiration("dave", "", "2026-01-31"),
      ],
      {},
    );
    assert.equal(
      reviewText(made, { project: "Trial", server: "redcap.example.org", owner: "ann", readAt: "14:05" }, english),
      `3 changes to 3 people, not yet in REDCap
Project: Trial
Server: redcap.example.org
Read from REDCap: 14:05
Token of: ann

People (3):
  bob:
    Data Access Group: Boston → none (sees every record) (allows more)
    Warning: bob will be in no data access group and see the records of every group. You will be asked to type bob.
  carol:
    Role: Data Entry → Monitor
      gains User Rights; loses Data Viewing Rights (Visit):
        User Rights: No access → Read only (allows more)
        Data Viewing Rights (Visit): View & edit → Read only (allows less)
    Data Access Group: Boston, kept
    Warning: carol gains User Rights (Read only). You will be asked to type carol.
  dave:
    Data Access Group: Lyon, kept
    Expiration: never → 2026-01-31 (allows less)
    Warning: The new expiration of dave is in the past: access ends at once.

Already so in REDCap, nothing is sent:
  eve: Role none

What is sent, in this order:
  1. Change the user row of 1 person
  2. Put 1 person into their role
  3. Set the DAG of 1 person

What cannot be shown:
  DAGs that a person may switch to (DAG Switcher) are not visible to the API and stay as they are.
`,
    );
  });

  it("shows a conflict with its three values", () => {
    const made = plan([role("carol", "U-3MON", "U-1ADMIN")]);
    assert.match(
      reviewText(made, { project: "Trial", server: "s" }, english),
      /carol: Role was Monitor, is now Data Entry in REDCap, and your change says Administrators/,
    );
  });
});

describe("reviewText, about roles, groups and rows", () => {
  const text = (...edits: Parameters<typeof plan>[0]) =>
    reviewText(plan(edits), { project: "Trial", server: "s" }, english);

  it("shows conflicts of roles and groups by name and in words", () => {
    const shown = text(
      cell("roles", "U-3MON", "user_rights", "1", "0"),
      cell("dags", "lyon", "data_access_group_name", "Lyons", "Paris"),
    );
    assert.match(
      shown,
      /Problem: role Monitor: User Rights was Full access, is now Read only in REDCap, and your change says No access\n/,
    );
    assert.match(shown, /Problem: DAG Lyon: Group Name was Lyons, is now Lyon in REDCap, and your change says Paris\n/);
  });

  it("says which rows have come or gone already", () => {
    const shown = text(
      removed("users", "zoe"),
      ...added("users", "eve"),
      cell("roles", "U-3MON", "user_rights", "1", "2"),
    );
    assert.match(
      shown,
      /nothing is sent:\n  zoe: no longer in the project\n  eve: already in the project\n  role Monitor: User Rights Read only\n/,
    );
  });
});

describe("summary", () => {
  it("counts changes and people", () => {
    assert.equal(inEnglish(summary(plan([]))), "No changes");
    assert.equal(inEnglish(summary(plan([role("carol", "U-2ENTRY", "U-3MON")]))), "1 change to 1 person");
    assert.equal(
      inEnglish(
        summary(plan([role("carol", "U-2ENTRY", "U-3MON"), dag("carol", "boston", "lyon"), role("eve", "", "U-3MON")])),
      ),
      "3 changes to 2 people",
    );
  });
});

describe("words", () => {
  it("names a role by its label, with the id when another has the same", () => {
    const twins = trial({
      roles: [
        ["U-3MON", "Monitor"],
        ["U-4MON", "Monitor"],
        ["U-5", ""],
      ],
    });
    assert.deepEqual(
      [roleName(twins, "U-3MON"), roleName(twins, "U-5"), roleName(trial(), "U-3MON")],
      ["Monitor (U-3MON)", "U-5", "Monitor"],
    );
  });
});
