import assert from "node:assert/strict";
import { losses } from "../../../../src/core/review/losses";
import { summary } from "../../../../src/core/review/review";
import { reviewText } from "../../../../src/core/review/reviewText";
import { added, cell, dag, plan, removed, right, role, sentences } from "../trial";
import { english } from "../../../../src/core/text/message";
import { inEnglish } from "../../../support/inEnglish";

const one = (...edits: Parameters<typeof plan>[0]) => sentences(plan(edits));

describe("the sentence of a change", () => {
  it("names a new role by its name and what it gives", () =>
    assert.deepEqual(
      one(...added("roles", "new:1", { role_label: "Auditor", design: "1", user_rights: "2", forms: "visit:129" })),
      [
        "role Auditor: Created, with 2 rights, views 1 of 2 instruments; Project Design and Setup Yes; " +
          "User Rights Read only; Data Viewing Rights (Visit) Read only",
      ],
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
        "role Data Entry (2 members): Project Design and Setup No → Yes; Data Viewing Rights (Visit) View & edit → Read only",
      ],
    );
  });

  it("leaves the instruments out when the change is the same for all of them", () =>
    assert.deepEqual(one(cell("roles", "U-3MON", "forms", "visit:129,labs:129", "visit:130,labs:130")), [
      "role Monitor: Data Viewing Rights (all instruments) Read only → View & edit",
    ]));

  it("names every right of a role, what it gives before what it takes", () => {
    const rights = ["design", "data_access_groups", "api_export", "api_import"].map((name) =>
      cell("roles", "U-3MON", name, "0", "1"),
    );
    assert.deepEqual(
      one(
        cell("roles", "U-3MON", "user_rights", "2", "0"),
        ...rights,
        cell("roles", "U-3MON", "role_label", "Monitor", "CRA"),
      ),
      [
        "role Monitor: Name Monitor → CRA; Project Design and Setup No → Yes; Data Access Groups No → Yes; " +
          "API Export No → Yes; API Import/Update No → Yes; User Rights Read only → No access",
      ],
    );
  });

  it("tells own rights from and to, what is gained before what is lost", () => {
    assert.deepEqual(
      one(
        right("eve", "forms", "visit:130,labs:129", "visit:129,labs:129"),
        right("eve", "design", "0", "1"),
        right("eve", "user_rights", "0", "1"),
      ),
      [
        "eve: Project Design and Setup No → Yes; User Rights No access → Full access; " +
          "Data Viewing Rights (Visit) View & edit → Read only",
      ],
    );
    assert.deepEqual(one(right("dave", "user_rights", "1", "0")), [
      "dave: Data Access Group Lyon, kept; User Rights Full access → No access",
    ]);
  });

  it("tells the own rights of somebody who leaves a role from what the role gave", () =>
    assert.deepEqual(
      one(role("ann", "U-1ADMIN", ""), right("ann", "user_rights", "", "0"), right("ann", "design", "", "1")),
      ["ann: Role Administrators → none; User Rights Full access → No access"],
    ));

  it("tells what somebody new may do, and nothing that is left at no access", () =>
    assert.deepEqual(
      one(...added("users", "zoe", { design: "0", user_rights: "2", api_export: "1", forms: "visit:130,labs:129" })),
      [
        "zoe: Added to the project; User Rights Read only; API Export Yes; Data Viewing Rights (Visit) View & edit; " +
          "Data Viewing Rights (Labs) Read only; Role none; Data Access Group none (sees every record)",
      ],
    ));

  it("says that a renamed group gets another unique name", () =>
    assert.deepEqual(one(cell("dags", "boston", "data_access_group_name", "Boston", "Boston North")), [
      "DAG Boston: Name Boston → Boston North. Does not come back: the unique name boston.",
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
        "DAG Paris: Created",
        "role Auditor: Created, with 0 rights",
        "bob: Role Data Entry → Auditor; Data Access Group Boston → Paris",
        "zoe: Added to the project; Role Auditor; Expiration 2027-01-31; Data Access Group none (sees every record)",
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
      "DAG Lyon: Deleted. Does not come back: which records were in it (they lose their group, and the API cannot show it).",
      "role Monitor: Deleted. Does not come back: its id (a role made anew gets another one).",
      "dave: Data Access Group Lyon → Boston",
      "carol: Removed from the project. Does not come back: own rights under the role Data Entry, groups of the DAG Switcher and the API token.",
      "eve: Removed from the project. Does not come back: groups of the DAG Switcher and the API token.",
    ]);
    assert.equal(losses(made).length, 4);
    assert.equal(inEnglish(summary(made)), "5 changes to 3 people, 1 role and 1 DAG");
    const text = reviewText(made, { project: "Trial", server: "s" }, english);
    assert.match(
      text,
      /  Lyon \(lyon\):\n    Deleted \(allows less\)\n    Warning: [^\n]*\n    Does not come back: which records were in it/,
    );
    assert.match(
      text,
      /  1\. Set the DAG of 1 person\n  2\. Remove 2 people from the project\n  3\. Delete 1 role\n  4\. Delete 1 DAG\n/,
    );
  });
});
