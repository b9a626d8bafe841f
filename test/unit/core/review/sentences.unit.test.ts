import assert from "node:assert/strict";
import { losses, reviewText, summary } from "../../../../src/core/review/review";
import { added, cell, dag, plan, removed, role, sentences } from "../trial";

const one = (...edits: Parameters<typeof plan>[0]) => sentences(plan(edits));

describe("the sentence of a change", () => {
  it("names a new role by its name and what it gives", () =>
    assert.deepEqual(
      one(...added("roles", "new:1", { role_label: "Auditor", design: "1", user_rights: "2", forms: "visit:129" })),
      ["role Auditor created with 2 rights, views 1 of 2 instruments"],
    ));

  it("says what a role's rights were and will be, in words, and whom that concerns", () => {
    assert.deepEqual(one(cell("roles", "U-3MON", "user_rights", "2", "0")), [
      "role Monitor: User Rights Read only → No access",
    ]);
    assert.deepEqual(
      one(
        cell("roles", "U-2ENTRY", "forms", "visit:130,labs:129", "visit:129,labs:129"),
        cell("roles", "U-2ENTRY", "design", "0", "1"),
      ),
      [
        "role Data Entry: Data Viewing Rights visit: View & edit → Read only; Project Design and Setup No → Yes (2 members)",
      ],
    );
  });

  it("leaves the instruments out when the change is the same for all of them", () =>
    assert.deepEqual(one(cell("roles", "U-3MON", "forms", "visit:129,labs:129", "visit:130,labs:130")), [
      "role Monitor: Data Viewing Rights Read only → View & edit",
    ]));

  it("counts rights beyond the first four", () => {
    const rights = ["design", "data_access_groups", "api_export", "api_import"].map((name) =>
      cell("roles", "U-3MON", name, "0", "1"),
    );
    const [sentence = ""] = one(
      ...rights,
      cell("roles", "U-3MON", "user_rights", "2", "0"),
      cell("roles", "U-3MON", "role_label", "Monitor", "CRA"),
    );
    assert.match(sentence, /API Import\/Update No → Yes; and 2 other rights$/);
  });

  it("says that a renamed group gets another unique name", () =>
    assert.deepEqual(one(cell("dags", "boston", "data_access_group_name", "Boston", "Boston North")), [
      "DAG Boston renamed to Boston North (its unique name changes)",
    ]));

  it("names new groups and roles in people's sentences", () =>
    assert.deepEqual(
      one(
        ...added("dags", "new:1", { data_access_group_name: "Paris" }),
        ...added("roles", "new:1", { role_label: "Auditor" }),
        role("bob", "U-2ENTRY", "new:1"),
        dag("bob", "boston", "new:1"),
        ...added("users", "zoe", { expiration: "2027-01-31" }),
        role("zoe", "", "new:1"),
      ),
      [
        "DAG Paris created",
        "role Auditor created with 0 rights",
        "bob: role Data Entry → Auditor; DAG Boston → Paris",
        "zoe: added to the project; role Auditor; expiration 2027-01-31; DAG none (sees every record)",
      ],
    ));

  it("lists what a removal takes for good", () => {
    const made = plan([
      removed("users", "carol"),
      removed("users", "eve"),
      removed("roles", "U-3MON"),
      removed("dags", "lyon"),
      dag("dave", "lyon", "boston"),
    ]);
    assert.deepEqual(sentences(made), [
      "DAG Lyon deleted; its records lose their group, which the API cannot show or bring back",
      "role Monitor deleted; a role made anew gets another id",
      "dave: DAG Lyon → Boston",
      "carol removed from the project; own rights under the role Data Entry, groups of the DAG Switcher and the API token do not come back",
      "eve removed from the project; groups of the DAG Switcher and the API token do not come back",
    ]);
    assert.equal(losses(made).length, 4);
    assert.equal(summary(made), "5 changes to 3 people, 1 role and 1 group");
    const text = reviewText(made, { project: "Trial", server: "s" });
    assert.match(text, /What Undo cannot bring back:\n  DAG Lyon: its records lose their group/);
    assert.match(
      text,
      /  Set the group of 1 person\n  Remove 2 people from the project\n  Delete 1 role\n  Delete 1 group\n/,
    );
  });
});
