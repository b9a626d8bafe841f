import assert from "node:assert/strict";
import { reviewText, summary } from "../../../../src/core/review/review";
import { counted, listing } from "../../../../src/core/text/words";
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
      inEnglish(reviewText(made, { project: "Trial", server: "redcap.example.org", readAt: "14:05" })),
      `3 changes to 3 people, not yet in REDCap
Project: Trial
Server: redcap.example.org
Read from REDCap: 14:05

To be confirmed by typing:
  bob will be in no data access group and see the records of every group.
  carol gains User Rights (Read only).

Please note:
  The new expiration of dave is in the past: access ends at once.

Changes:
  bob: DAG Boston → none (sees every record)
  carol: role Data Entry → Monitor; DAG Boston kept
  dave: expiration never → 2026-01-31; DAG Lyon kept

Already so in REDCap, nothing is sent:
  eve: Role none

What is sent, in this order:
  Change the user row of 1 person
  Put 1 person into their role
  Set the DAG of 1 person

What cannot be shown:
  DAGs that a person may switch to (DAG Switcher) are not visible to the API and stay as they are.
`,
    );
  });

  it("shows a conflict with its three values", () => {
    const made = plan([role("carol", "U-3MON", "U-1ADMIN")]);
    assert.match(
      english(reviewText(made, { project: "Trial", server: "s" })),
      /carol: Role was Monitor, is now Data Entry, and the draft says Administrators/,
    );
  });
});

describe("reviewText, about roles, groups and rows", () => {
  const text = (...edits: Parameters<typeof plan>[0]) => reviewText(plan(edits), { project: "Trial", server: "s" });

  it("shows conflicts of roles and groups by name and in words", () => {
    const shown = text(
      cell("roles", "U-3MON", "user_rights", "1", "0"),
      cell("dags", "lyon", "data_access_group_name", "Lyons", "Paris"),
    );
    assert.match(
      english(shown),
      /  role Monitor: User Rights was Full access, is now Read only, and the draft says No access\n/,
    );
    assert.match(english(shown), /  DAG Lyon: Group Name was Lyons, is now Lyon, and the draft says Paris\n/);
  });

  it("says which rows have come or gone already", () => {
    const shown = text(
      removed("users", "zoe"),
      ...added("users", "eve"),
      cell("roles", "U-3MON", "user_rights", "1", "2"),
    );
    assert.match(
      english(shown),
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
  it("lists names as people would", () => {
    assert.equal(listing([]), "");
    assert.equal(listing(["ann"]), "ann");
    assert.equal(listing(["ann", "bob"]), "ann and bob");
    assert.equal(listing(["a", "b", "c", "d", "e"]), "a, b, c, d and e");
    assert.equal(listing(["a", "b", "c", "d", "e", "f"]), "a, b, c, d and 2 others");
  });

  it("counts", () =>
    assert.deepEqual([counted(1, "user", "users"), counted(0, "user", "users")], ["1 user", "0 users"]));

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
