import assert from "node:assert/strict";
import type { Snapshot } from "../../../../src/core/access/snapshot";
import { tableOf } from "../../../../src/core/dataTable";
import type { Edit } from "../../../../src/core/edits/edit";
import { problem, nothing, refused, typed, warned } from "../problems";
import { added, cell, dag, expiration, plan, right, role, rules, trial } from "../trial";

const ADMIN = [1, 1, 1, 1, 1, "visit:130,labs:130"];

describe("guards that refuse", () => {
  it("keyTwice: the same person twice with different wishes", () =>
    refused("keyTwice", /^carol is listed more than once, with different values for Role\./, [
      role("carol", "U-2ENTRY", "U-3MON"),
      role("carol", "U-2ENTRY", "U-1ADMIN"),
    ]));

  it("keyTwice is silent when both wishes are the same", () =>
    nothing([role("eve", "", "U-2ENTRY"), role("eve", "", "U-2ENTRY")]));

  it("unknownUser: somebody who is not in the project", () =>
    refused("unknownUser", /^There are no users zoe and yan in this project/, [
      role("zoe", "", "U-3MON"),
      role("yan", "", "U-3MON"),
    ]));

  it("unreadable: a table that the token may not read", () =>
    refused("unreadable", /^Role cannot be changed/, [role("carol", "U-2ENTRY", "U-3MON")], {
      live: trial({ without: ["userRoleMapping"] }),
    }));

  it("unknownRow: a role or group that is not there", () =>
    refused("unknownRow", /^The role U-9 is no longer in this project/, [cell("roles", "U-9", "design", "0", "1")]));

  it("unknownRole names the people concerned", () =>
    refused("unknownRole", /^bob and carol: There is no role "U-9" in this project/, [
      role("bob", "U-2ENTRY", "U-9"),
      role("carol", "U-2ENTRY", "U-9"),
    ]));

  it("roleByLabel names the id to write", () =>
    refused("roleByLabel", /"Monitor" is the name of a role; its ID is U-3MON/, [role("bob", "U-2ENTRY", "Monitor")]));

  it("ambiguousRole lists the ids to choose from", () =>
    refused("ambiguousRole", /"Monitor" \(U-3MON and U-4MON\)/, [role("eve", "", "Monitor")], {
      live: trial({
        roles: [
          ["U-3MON", "Monitor", ...ADMIN],
          ["U-4MON", "Monitor", ...ADMIN],
        ],
      }),
    }));

  it("unknownDag", () => refused("unknownDag", /no data access group "paris"/, [dag("bob", "boston", "paris")]));

  it("unknownDag accepts groups seen on people when the token cannot list them", () =>
    nothing([dag("bob", "boston", "lyon")], { live: trial({ without: ["dag", "userDagMapping"] }) }));

  it("dagByLabel", () => refused("dagByLabel", /its unique name is lyon/, [dag("bob", "boston", "Lyon")]));

  it("ambiguousDag", () =>
    refused(
      "ambiguousDag",
      /More than one data access group is called "North" \(north and north2\)/,
      [dag("bob", "boston", "North")],
      {
        live: trial({
          tables: {
            dag: tableOf(
              ["data_access_group_name", "unique_group_name"],
              [
                ["Boston", "boston"],
                ["North", "north"],
                ["North", "north2"],
              ],
            ),
          },
        }),
      },
    ));

  it("a role or group is either unknown, or called by its name, or by a name of several: never two of them", () => {
    const monitors = trial({
      roles: [
        ["U-3MON", "Monitor", ...ADMIN],
        ["U-4MON", "Monitor", ...ADMIN],
        ["U-5ONE", "Auditor", ...ADMIN],
      ],
    });
    const norths = [
      ["Boston", "boston"],
      ["North", "north"],
      ["North", "north2"],
    ];
    const groups = trial({ tables: { dag: tableOf(["data_access_group_name", "unique_group_name"], norths) } });
    const said = (edit: Edit, live: Snapshot) => rules(plan([edit], { live }));
    assert.deepEqual(said(role("eve", "", "Monitor"), monitors), ["ambiguousRole"]);
    assert.deepEqual(said(role("eve", "", "Auditor"), monitors), ["roleByLabel"]);
    assert.deepEqual(said(role("eve", "", "Visitor"), monitors), ["unknownRole"]);
    assert.deepEqual(said(dag("bob", "boston", "North"), groups), ["ambiguousDag"]);
    assert.deepEqual(said(dag("eve", "", "Boston"), groups), ["dagByLabel"]);
    assert.deepEqual(said(dag("bob", "boston", "paris"), groups), ["unknownDag"]);
  });

  it("unknownForm", () =>
    refused("unknownForm", /"mri", which is not an instrument/, [
      right("eve", "forms", "visit:130,labs:129", "visit:130,mri:130"),
    ]));

  it("an odd code that is there already blocks no change of another instrument, and none may be added", () => {
    const odd = { live: trial({ people: { eve: { rights: [0, 0, 0, 0, 0, "visit:136,labs:129"] } } }) };
    nothing([right("eve", "forms", "visit:136,labs:129", "visit:136,labs:130")], odd);
    refused(
      "badFormCode",
      /does not know the code "144"/,
      [right("eve", "forms", "visit:136,labs:129", "visit:136,labs:144")],
      odd,
    );
  });

  for (const date of ["31.12.2026", "2026-02-30", "2026-1-1", "tomorrow"]) {
    it(`badDate: ${date}`, () => refused("badDate", /YYYY-MM-DD/, [expiration("dave", "", date)]));
  }

  it("badValue says what can be written", () =>
    refused("badValue", /User Rights cannot be "7"\. Use one of these: 0 \(No access\), 2 \(Read only\) and 1/, [
      right("eve", "user_rights", "0", "7"),
    ]));

  it("userInRole: REDCap refuses user rows for people in a role", () =>
    refused("userInRole", /^carol is in the role Data Entry, .* expiration of people in a role\. Choose/, [
      expiration("carol", "2026-12-31", "2027-01-31"),
    ]));

  it("userInRole: own rights under a role, even with a way out", () =>
    refused("userInRole", /own rights of people in a role/, [right("carol", "design", "", "1")], {
      unassignFirst: new Set(["carol"]),
    }));

  it("ownerInRole: the way out is never taken with the owner of the token", () =>
    refused("ownerInRole", /^This is ann's own token/, [expiration("ann", "", "2027-01-31")], {
      unassignFirst: new Set(["ann"]),
    }));

  it("ownerInRole: nor with somebody who may be the owner", () =>
    refused("ownerInRole", /^Nobody has said whose token this is/, [expiration("ann", "", "2027-01-31")], {
      unassignFirst: new Set(["ann"]),
      owner: undefined,
    }));

  it("ownerInRole is silent for people whose rights show that the token cannot be theirs", () =>
    assert.equal(
      problem("ownerInRole", [expiration("carol", "2026-12-31", "")], {
        unassignFirst: new Set(["carol"]),
        owner: undefined,
      }),
      undefined,
    ));

  it("dagDisputed: two tables name different groups", () => {
    const live = trial({
      tables: { userDagMapping: tableOf(["username", "redcap_data_access_group"], [["bob", "lyon"]]) },
    });
    refused("dagDisputed", /different groups for bob/, [dag("bob", "lyon", "boston")], { live });
    refused("dagDisputed", /different groups for bob/, [role("bob", "U-2ENTRY", "U-3MON")], { live });
  });

  it("dagNotWritable: neither mapping can carry a group", () =>
    refused("dagNotWritable", /group of bob cannot be changed.*"Data Access Groups"/, [dag("bob", "boston", "lyon")], {
      live: trial({ mappingWithDag: false, without: ["userDagMapping", "dag"] }),
    }));
});

describe("guards that ask for a typed confirmation", () => {
  it("ownerLosesRights names what the token loses", () =>
    typed(
      "ownerLosesRights",
      /^This is ann's own token\. ann loses API Export, API Import\/Update and full User Rights/,
      "ann",
      [role("ann", "U-1ADMIN", "U-3MON")],
    ));

  it("ownerLosesRights fires for whoever may be the owner while that is unknown", () =>
    typed(
      "ownerLosesRights",
      /^Nobody has said whose token this is; it may be ann's/,
      "ann",
      [role("ann", "U-1ADMIN", "U-3MON"), role("bob", "U-2ENTRY", "U-3MON")],
      { owner: undefined },
    ));

  it("ownerLosesRights fires for whoever may be the owner when who was named is not in the project", () =>
    typed(
      "ownerLosesRights",
      /^Nobody has said whose token this is; it may be ann's/,
      "ann",
      [role("ann", "U-1ADMIN", "U-3MON"), role("bob", "U-2ENTRY", "U-3MON")],
      { owner: "zoe" },
    ));

  it("ownerLosesRights counts own rights too", () =>
    typed("ownerLosesRights", /loses API Import/, "dave", [right("dave", "api_import", "1", "0")], { owner: "dave" }));

  it("ownerUnassigned", () => typed("ownerUnassigned", /taken out of the role/, "ann", [role("ann", "U-1ADMIN", "")]));

  it("ownerExpires", () =>
    typed("ownerExpires", /ends on 2026-06-15/, "dave", [expiration("dave", "", "2026-06-15")], { owner: "dave" }));

  it("ownerExpires is silent for a day to come", () =>
    nothing([expiration("dave", "", "2026-06-16")], { owner: "dave" }));

  it("ownerMoved", () => typed("ownerMoved", /moves to the group Lyon/, "ann", [dag("ann", "", "lyon")]));

  it("nobodyLeft asks for the name of the project", () =>
    typed("nobodyLeft", /nobody in the project has full User Rights/, "Trial", [
      role("ann", "U-1ADMIN", "U-3MON"),
      expiration("dave", "", "2026-01-01"),
    ]));

  it("nobodyLeft does not count on what remains after leaving a role", () =>
    typed("nobodyLeft", /nobody/, "Trial", [role("ann", "U-1ADMIN", ""), role("dave", "", "U-3MON")]));

  it("nobodyLeft is silent while somebody else keeps full User Rights", () =>
    assert.equal(problem("nobodyLeft", [role("ann", "U-1ADMIN", "U-3MON")]), undefined));

  it("dagLost: one person by name, several by their number", () => {
    typed("dagLost", /^bob will be in no data access group/, "bob", [dag("bob", "boston", "")]);
    typed("dagLost", /^bob and carol/, "2", [dag("bob", "boston", ""), dag("carol", "boston", "")]);
  });
});

describe("guards that warn", () => {
  it("withoutRoleForAMoment says how long people are without a role", () =>
    warned("withoutRoleForAMoment", /these people have no role: carol\./, [expiration("carol", "2026-12-31", "")], {
      unassignFirst: new Set(["carol"]),
    }));

  it("expirationPast", () =>
    warned("expirationPast", /expiration of dave is in the past/, [expiration("dave", "", "2026-06-14")]));

  it("expirationPast is silent for today", () => nothing([expiration("dave", "", "2026-06-15")]));

  it("rightsUnknown: what remains without a role", () =>
    warned("rightsUnknown", /What carol may do without a role/, [role("carol", "U-2ENTRY", "")]));

  it("usernameTwins", () =>
    warned("usernameTwins", /^bob and BOB differ only in upper and lower case/, [role("bob", "U-2ENTRY", "U-3MON")], {
      live: trial({ people: { BOB: {} } }),
    }));

  it("roleTwins shows the ids of roles with one name", () =>
    warned("roleTwins", /2 roles are called "Monitor": U-3MON and U-4MON/, [role("eve", "", "U-4MON")], {
      live: trial({
        roles: [
          ["U-1ADMIN", "Administrators", ...ADMIN],
          ["U-3MON", "Monitor", ...ADMIN],
          ["U-4MON", "Monitor", ...ADMIN],
        ],
      }),
    }));
});

describe("guards", () => {
  it("say nothing about an everyday change", () => {
    nothing([role("eve", "", "U-2ENTRY")]);
    nothing([...added("users", "zoe", { expiration: "2027-01-31" }), role("zoe", "", "U-2ENTRY")]);
    nothing([expiration("dave", "", "2027-01-31")]);
  });
});
