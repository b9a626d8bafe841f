import assert from "node:assert/strict";
import { tableOf } from "../../../../src/core/dataTable";
import { problem, nothing, refused, typed, warned } from "../problems";
import { added, cell, dag, plan, removed, right, role, trial } from "../trial";
import { verbatim } from "../../../../src/core/text/message";

describe("guards that refuse, about rows that come and go", () => {
  it("badUsername", () => {
    refused("badUsername", /^"z:oe" cannot be a username/, added("users", "z:oe"));
    nothing(added("users", "O'Neil-x_y.z @example.org"));
  });

  it("badUsername never keeps from a change of somebody who is in the project already", () =>
    nothing([role("z:oe", "", "U-2ENTRY")], { live: trial({ people: { "z:oe": {} } }) }));

  it("unknownUser: a role for somebody whom nothing adds", () => {
    refused("unknownUser", /^There is no user zoe in this project/, [role("zoe", "", "U-3MON")]);
    nothing([...added("users", "zoe"), role("zoe", "", "U-2ENTRY")]);
  });

  it("removedAndChanged", () =>
    refused("removedAndChanged", /^bob: to be removed and changed/, [
      removed("users", "bob"),
      role("bob", "U-2ENTRY", ""),
    ]));

  it("roleIdUnknown: a blank id would create another role", () =>
    refused("roleIdUnknown", /not told the ID/, [cell("roles", "", "design", "0", "1")]));

  it("nameless", () => {
    refused("nameless", /^new:1: A role needs a name/, added("roles", "new:1", { design: "1" }));
    refused("nameless", /^U-3MON: A role needs a name/, [cell("roles", "U-3MON", "role_label", "Monitor", "")]);
  });

  it("nameless", () => {
    refused("nameless", /^new:1: A data access group needs a name/, added("dags", "new:1"));
    refused("nameless", /boston/, [cell("dags", "boston", "data_access_group_name", "Boston", "")]);
  });

  it("roleHasMembers names who is still in the role after all other changes", () => {
    refused("roleHasMembers", /^The role Data Entry cannot be deleted: carol is in it\. Move them first/, [
      removed("roles", "U-2ENTRY"),
      role("bob", "U-2ENTRY", "U-3MON"),
    ]);
    refused("roleHasMembers", /bob, carol and eve are in it/, [
      removed("roles", "U-2ENTRY"),
      role("eve", "", "U-2ENTRY"),
    ]);
    assert.equal(
      problem("roleHasMembers", [
        removed("roles", "U-2ENTRY"),
        removed("users", "bob"),
        role("carol", "U-2ENTRY", "U-3MON"),
      ]),
      undefined,
    );
  });

  it("dagInUse", () => {
    refused("dagInUse", /^The group Lyon cannot be deleted: dave is in it/, [removed("dags", "lyon")]);
    assert.equal(problem("dagInUse", [removed("dags", "lyon"), dag("dave", "lyon", "boston")]), undefined);
  });

  it("unknownRole and unknownDag accept what the plan creates, and nothing else of that kind", () => {
    const created = [
      ...added("roles", "new:1", { role_label: "Auditor" }),
      ...added("dags", "new:1", { data_access_group_name: "Paris" }),
    ];
    nothing([...created, role("bob", "U-2ENTRY", "new:1"), dag("bob", "boston", "new:1")]);
    refused("unknownRole", /^bob: The new role new:2/, [...created, role("bob", "U-2ENTRY", "new:2")]);
    refused("unknownDag", /^bob: The new data access group new:2/, [...created, dag("bob", "boston", "new:2")]);
  });

  it("blankRight: an empty cell takes nothing away", () => {
    refused("blankRight", /^A right of eve is blank/, [right("eve", "forms", "visit:130,labs:129", "")]);
    refused("blankRight", /^A right of Monitor is blank/, [cell("roles", "U-3MON", "forms", "visit:129,labs:129", "")]);
  });

  it("rightsUnderRole: own rights for somebody who gets a role", () => {
    refused("rightsUnderRole", /^eve: The role Monitor gives this person's rights/, [
      role("eve", "", "U-3MON"),
      right("eve", "design", "0", "1"),
    ]);
    refused("rightsUnderRole", /^zoe: The role Monitor gives this person's rights/, [
      ...added("users", "zoe", { design: "1" }),
      role("zoe", "", "U-3MON"),
    ]);
  });

  it("noDeleteRight: deleting people and roles needs the right to delete records", () => {
    const rights = ["user_rights", "api_export", "api_import", "record_delete"];
    const live = trial({
      tables: {
        user: tableOf(
          ["username", ...rights],
          [
            ["ann", 1, 1, 1, 0],
            ["eve", 0, 0, 0, 0],
          ],
        ),
      },
      without: ["userRoleMapping", "userDagMapping"],
    });
    refused(
      "noDeleteRight",
      /^eve cannot be removed with this token.*which ann does not have/,
      [removed("users", "eve")],
      { live },
    );
    assert.equal(problem("noDeleteRight", [removed("dags", "lyon")], { live }), undefined);
  });

  it("badFormCode: no codes that nobody explained, and no bits on servers before 15.6", () => {
    refused("badFormCode", /this server does not know the code "7"/, [
      right("eve", "forms", "visit:130,labs:129", "visit:7,labs:129"),
    ]);
    refused(
      "badFormCode",
      /does not know the code "146"/,
      [right("eve", "forms", "visit:130,labs:129", "visit:146,labs:129")],
      {
        live: { ...trial(), version: "15.5.9" },
      },
    );
    warned("dataRightsGained", /^eve gains deletion in instruments\.$/, [
      right("eve", "forms", "visit:130,labs:129", "visit:146,labs:129"),
    ]);
  });
});

describe("guards that ask for a typed confirmation, about rows that come and go", () => {
  it("ownerLosesRights sees the owner's role change, whoever else is in it", () =>
    typed("ownerLosesRights", /^This is ann's own token\. ann loses full User Rights/, "ann", [
      cell("roles", "U-1ADMIN", "user_rights", "1", "2"),
    ]));

  it("ownerRemoved", () => {
    typed("ownerRemoved", /^This is ann's own token\. ann is removed/, "ann", [removed("users", "ann")]);
    typed(
      "ownerRemoved",
      /^Nobody has said whose token this is; it may be dave's/,
      "dave",
      [removed("users", "dave")],
      { owner: undefined },
    );
  });

  it("nobodyLeft counts what roles give afterwards, and who is gone", () => {
    typed("nobodyLeft", /nobody/, "Trial", [
      cell("roles", "U-1ADMIN", "user_rights", "1", "2"),
      removed("users", "dave"),
    ]);
    assert.equal(
      problem("nobodyLeft", [
        cell("roles", "U-1ADMIN", "user_rights", "1", "2"),
        cell("roles", "U-2ENTRY", "user_rights", "0", "1"),
        removed("users", "dave"),
      ]),
      undefined,
    );
  });

  it("manyRemovals: more than five, or than the setting", () => {
    const people = Object.fromEntries(["p1", "p2", "p3", "p4", "p5", "p6"].map((name) => [name, {}]));
    const live = trial({ people });
    const edits = Object.keys(people).map((name) => removed("users", name));
    typed("manyRemovals", /^6 removals at once: p1, p2, p3, p4 and 2 others/, "6", edits, { live });
    assert.deepEqual(plan(edits.slice(1), { live }).problems, []);
    typed("manyRemovals", /^2 removals/, "2", edits.slice(4), { live, removalLimit: 1 });
  });

  it("dagDeleted asks for the group's name", () =>
    typed("dagDeleted", /^The records of the group Lyon are left without a group/, "Lyon", [
      removed("dags", "lyon"),
      dag("dave", "lyon", "boston"),
    ]));

  it("roleWidened asks for the number of members, and only when the role gives more", () => {
    typed("roleWidened", /^The role Data Entry will allow more, and 2 people are in it: bob and carol/, "2", [
      cell("roles", "U-2ENTRY", "forms", "visit:130,labs:129", "visit:130,labs:130"),
    ]);
    nothing([cell("roles", "U-2ENTRY", "forms", "visit:130,labs:129", "visit:129,labs:129")]);
    nothing([cell("roles", "U-3MON", "design", "0", "1")]);
  });
});

describe("guards that warn about rows that come", () => {
  it("usernameTwins speaks of nobody who is there already in other letters: nobody is added", () => {
    nothing(added("users", "Bob"));
  });

  it("undoIsPartial says what does not come back", () =>
    warned("undoIsPartial", /^This does not come back with it: eve: the API token\.$/, [role("bob", "U-2ENTRY", "")], {
      lost: [verbatim("eve: the API token")],
    }));

  it("roleTwins says nothing when rights of a role are changed that had a twin before", () => {
    const rows = [
      ["U-3MON", "Monitor", 0, 0, 0, 0, 0, ""],
      ["U-4MON", "Monitor", 0, 0, 0, 0, 0, ""],
    ];
    nothing([cell("roles", "U-3MON", "design", "0", "1")], { live: trial({ roles: rows }) });
  });

  it("roleTwins counts roles that are created or renamed", () => {
    warned(
      "roleTwins",
      /2 roles are called "Monitor": U-3MON and new:1/,
      added("roles", "new:1", { role_label: "Monitor" }),
    );
    warned("roleTwins", /"Monitor": U-2ENTRY and U-3MON/, [
      cell("roles", "U-2ENTRY", "role_label", "Data Entry", "Monitor"),
    ]);
  });
});
