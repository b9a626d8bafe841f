import assert from "node:assert/strict";
import { tableOf } from "../../../../src/core/dataTable";
import { aboutPeople, expectedAfter, expectedAtStart, expectedRenamed } from "../../../../src/core/plan/expected";
import { NO_SERVER_NAMES } from "../../../../src/core/edits/serverNames";
import { resolveStep } from "../../../../src/core/plan/resolveStep";
import { stepShows } from "../../../../src/core/plan/stepShows";
import { verifyPlan } from "../../../../src/core/plan/verify";
import { added, cell, dag, plan, removed, role, trial } from "../trial";

const ADMIN = [1, 1, 1, 1, 1, "visit:130,labs:130"];

const ENTRY = [0, 0, 0, 0, 0, "visit:130,labs:129"];

const MONITOR = [0, 2, 0, 0, 0, "visit:129,labs:129"];

const ROLES = [
  ["U-1ADMIN", "Administrators", ...ADMIN],
  ["U-2ENTRY", "Data Entry", ...ENTRY],
  ["U-3MON", "Monitor", ...MONITOR],
];

const dags = (...rows: readonly (readonly [string, string])[]) =>
  tableOf(["data_access_group_name", "unique_group_name"], rows);

const AUDITOR = ["U-9", "Auditor", 1, 0, 0, 0, 0, "visit:128,labs:128"];

describe("verifyPlan over all tables", () => {
  const created = plan([
    ...added("roles", "new:1", { role_label: "Auditor", design: "1" }),
    role("bob", "U-2ENTRY", "new:1"),
  ]);
  const serverNames = { ...NO_SERVER_NAMES, roles: new Map([["new:1", "U-9"]]) };

  it("finds what was created under the name that REDCap gave it", () => {
    const now = trial({ roles: [...ROLES, AUDITOR], people: { bob: { role: "U-9", dag: "boston" } } });
    const { verified, differing, unplanned } = verifyPlan(created, now, serverNames);
    assert.deepEqual([verified.length, differing, unplanned], [4, [], []]);
  });

  it("names what was not created, and what reads otherwise", () => {
    assert.deepEqual(verifyPlan(created, trial()).differing[0], {
      draft: "roles",
      key: "new:1",
      column: "unique_role_name",
      expected: "new:1",
      reads: undefined,
    });
    const other = trial({ roles: [...ROLES, AUDITOR.with(2, 0)], people: { bob: { role: "U-9", dag: "boston" } } });
    assert.deepEqual(
      verifyPlan(created, other, serverNames).differing.map(({ column, reads }) => [column, reads]),
      [["design", "0"]],
    );
  });

  it("names roles and groups that are gone or changed although nobody planned it", () => {
    const now = trial({
      roles: [ROLES[0] ?? [], ["U-2ENTRY", "Data Entry", 1, 0, 0, 0, 0, "visit:1,labs:2"]],
      tables: { dag: dags(["Boston", "boston"]) },
    });
    assert.deepEqual(
      verifyPlan(plan([]), now).unplanned.map(({ draft, key, column, reads }) => [draft, key, column, reads]),
      [
        ["roles", "U-2ENTRY", "design", "1"],
        ["roles", "U-3MON", "unique_role_name", undefined],
        ["dags", "lyon", "unique_group_name", undefined],
      ],
    );
  });

  it("finds everybody of a renamed group in it, under its new name", () => {
    const renamed = plan([cell("dags", "boston", "data_access_group_name", "Boston", "North")]);
    const names = { ...NO_SERVER_NAMES, dags: new Map([["boston", "north"]]) };
    const now = trial({
      tables: { dag: dags(["North", "north"], ["Lyon", "lyon"]) },
      people: {
        bob: { role: "U-2ENTRY", dag: "north" },
        carol: { role: "U-2ENTRY", dag: "north", expiration: "2026-12-31" },
      },
    });
    const { verified, differing, unplanned } = verifyPlan(renamed, now, names);
    assert.deepEqual([verified.length, differing, unplanned], [1, [], []]);
  });

  it("finds rows that were to go gone, and names those that are still there", () => {
    const made = plan([removed("roles", "U-3MON"), removed("users", "eve")]);
    const { eve: _eve, ...others } = Object.fromEntries(trial().people);
    const gone = { ...trial({ roles: ROLES.slice(0, 2) }), people: new Map(Object.entries(others)) };
    const { verified, differing, unplanned } = verifyPlan(made, gone);
    assert.deepEqual([verified.length, differing, unplanned], [2, [], []]);
    assert.deepEqual(
      verifyPlan(made, trial()).differing.map(({ key, expected, reads }) => [key, expected, reads]),
      [
        ["U-3MON", "", "U-3MON"],
        ["eve", "", "eve"],
      ],
    );
  });
});

describe("stepShows, for rows that come and go", () => {
  const steps = plan([
    ...added("roles", "new:1", { role_label: "Auditor", design: "1" }),
    cell("roles", "U-3MON", "design", "0", "1"),
    cell("dags", "lyon", "data_access_group_name", "Lyon", "South"),
    removed("users", "eve"),
    removed("roles", "U-2ENTRY"),
    role("bob", "U-2ENTRY", "U-3MON"),
    role("carol", "U-2ENTRY", "U-3MON"),
  ]).steps.filter((step) => step.purpose !== "assign");
  const { eve: _eve, ...others } = Object.fromEntries(trial().people);
  const after = {
    ...trial({
      roles: [ROLES[0] ?? [], (ROLES[2] ?? []).with(2, 1), AUDITOR],
      tables: { dag: dags(["Boston", "boston"], ["South", "south"]) },
    }),
    people: new Map(Object.entries(others)),
  };
  const before = trial({ tables: { dag: dags(["Boston", "boston"], ["Lyon", "lyon"]) } });

  it("is true when every row has arrived, for each kind of request", () => {
    assert.deepEqual(
      steps.map((step) => step.purpose),
      ["createRoles", "roles", "renameDags", "removeUsers", "removeRoles"],
    );
    for (const step of steps) {
      assert.equal(stepShows(step, after, before, NO_SERVER_NAMES), true, step.purpose);
      assert.equal(stepShows(step, before, before, NO_SERVER_NAMES), false, step.purpose);
    }
  });
});

describe("expectedAfter, for people who come and go", () => {
  it("follows them, and everybody in a renamed group", () => {
    const { steps, input } = plan([
      ...added("users", "zoe"),
      dag("zoe", "", "boston"),
      dag("dave", "lyon", "boston"),
      removed("users", "eve"),
      cell("dags", "boston", "data_access_group_name", "Boston", "North"),
    ]);
    let expected = expectedAtStart(input.live, steps);
    assert.deepEqual([...expected.keys()], ["dave", "eve"]);
    for (const step of steps) expected = expectedAfter(expected, resolveStep(step, NO_SERVER_NAMES));
    const renamed = expectedRenamed(expected, { ...NO_SERVER_NAMES, dags: new Map([["boston", "north"]]) });
    assert.deepEqual(Object.fromEntries([...renamed].map(([key, state]) => [key, state.dag])), {
      dave: "north",
      zoe: "north",
    });
    assert.deepEqual(steps.map(aboutPeople), [true, true, false, true]);
  });
});
