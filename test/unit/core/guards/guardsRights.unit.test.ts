import assert from "node:assert/strict";
import { problem, nothing, typed, warned } from "../problems";
import { added, cell, expiration, removed, right, role, trial } from "../trial";

const LEADING = "leadingRightsGained";
const PLAIN = [0, 0, 0, 0, 0, "visit:130,labs:129"] as const;

describe("the guard of User Rights and Project Design", () => {
  it("asks for the name of whoever gains them by own rights, from none to some and from some to all", () => {
    typed(LEADING, /^eve gains User Rights \(Read only\)\.$/, "eve", [right("eve", "user_rights", "0", "2")]);
    typed(LEADING, /^eve gains User Rights \(Full access\)\.$/, "eve", [right("eve", "user_rights", "0", "1")]);
    typed(LEADING, /^eve gains Project Design and Setup\.$/, "eve", [right("eve", "design", "0", "1")]);
    const live = trial({ people: { eve: { rights: [0, 2, 0, 0, 0, "visit:130,labs:129"] } } });
    typed(LEADING, /^eve gains User Rights \(Full access\)\.$/, "eve", [right("eve", "user_rights", "2", "1")], {
      live,
    });
  });

  it("asks by number for several, and says who gains what", () =>
    typed(
      LEADING,
      /^bob and carol gain Project Design and Setup and User Rights \(Full access\)\. eve gains User Rights \(Read only\)\.$/,
      "3",
      [
        role("bob", "U-2ENTRY", "U-1ADMIN"),
        role("carol", "U-2ENTRY", "U-1ADMIN"),
        right("eve", "user_rights", "0", "2"),
      ],
    ));

  it("asks for whoever is put into a role, also one that these changes make or widen, and for who is new", () => {
    typed(LEADING, /^eve gains Project Design/, "eve", [role("eve", "", "U-1ADMIN")]);
    typed(LEADING, /^eve gains User Rights \(Full access\)/, "eve", [
      ...added("roles", "new:1", { role_label: "Lead", user_rights: "1" }),
      role("eve", "", "new:1"),
    ]);
    typed(LEADING, /^eve gains Project Design/, "eve", [
      cell("roles", "U-2ENTRY", "design", "0", "1"),
      role("eve", "", "U-2ENTRY"),
    ]);
    typed(LEADING, /^zoe gains Project Design/, "zoe", [...added("users", "zoe"), role("zoe", "", "U-1ADMIN")]);
    typed(LEADING, /^zoe gains User Rights/, "zoe", added("users", "zoe", { user_rights: "1" }));
  });

  it("asks for whoever takes own rights out of a role that did not give them", () =>
    typed(LEADING, /^carol gains Project Design/, "carol", [
      role("carol", "U-2ENTRY", ""),
      right("carol", "design", "", "1"),
    ]));

  it("asks when access that had ended goes on with these rights", () => {
    const live = trial({ people: { fay: { role: "U-1ADMIN", expiration: "2026-06-14", rights: PLAIN } } });
    const way = { live, unassignFirst: new Set(["fay"]) };
    typed(LEADING, /^fay gains Project Design/, "fay", [expiration("fay", "2026-06-14", "2027-01-31")], way);
    assert.equal(problem(LEADING, [expiration("fay", "2026-06-14", "2026-06-13")], way), undefined);
  });

  it("is silent for what somebody could do before by other means, for what is taken away, and for who goes", () => {
    for (const edits of [
      [role("ann", "U-1ADMIN", ""), right("ann", "user_rights", "", "1"), right("ann", "design", "", "1")],
      [role("dave", "", "U-1ADMIN")],
      [right("dave", "user_rights", "1", "2")],
      [role("ann", "U-1ADMIN", "U-3MON")],
      [removed("users", "bob")],
    ])
      assert.equal(problem(LEADING, edits), undefined);
  });

  it("leaves the members of a role that is widened to the rule about the role", () => {
    const edits = [cell("roles", "U-2ENTRY", "user_rights", "0", "1")];
    typed("roleWidened", /2 people are in it: bob and carol/, "2", edits);
    assert.equal(problem(LEADING, edits), undefined);
  });
});

describe("the guard of deletion, full export and API rights", () => {
  const columns = ["username", "record_delete", "data_export", "api_modules", "forms_export"];
  const live = trial({
    tables: {
      user: {
        columns,
        rows: [
          ["eve", 0, 2, 0, "visit:2,labs:0"],
          ["ann", 1, 1, 1, "visit:1,labs:1"],
        ],
      },
    },
    without: ["userRoleMapping", "userDagMapping"],
  });
  const data = (said: RegExp, ...edits: Parameters<typeof warned>[2]) => {
    warned("dataRightsGained", said, edits, { live });
    assert.equal(problem(LEADING, edits, { live }), undefined);
  };

  it("says who gains which, and asks nobody to type", () => {
    data(/^eve gains Delete Records\.$/, right("eve", "record_delete", "0", "1"));
    data(/^eve gains API External Modules\.$/, right("eve", "api_modules", "0", "1"));
    data(/^eve gains export of the full data set\.$/, right("eve", "data_export", "2", "1"));
    data(
      /^eve gains export of the full data set\.$/,
      right("eve", "forms_export", "visit:2,labs:0", "visit:2,labs:1"),
      right("eve", "data_export", "2", "1"),
    );
    warned("dataRightsGained", /^eve gains API Export and API Import\/Update\.$/, [role("eve", "", "U-1ADMIN")]);
  });

  it("is silent for less than the full data set, and for the full data set of who had it", () => {
    nothing([right("eve", "forms_export", "visit:2,labs:0", "visit:3,labs:3")], { live });
    nothing([right("eve", "data_export", "2", "3")], { live });
    nothing([right("ann", "data_export", "1", "2")], { live });
  });
});
