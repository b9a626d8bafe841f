import assert from "node:assert/strict";
import { NO_SERVER_NAMES } from "../../../../src/core/edits/serverNames";
import { stepShows } from "../../../../src/core/plan/stepShows";
import { verifyPlan } from "../../../../src/core/plan/verify";
import { expectedAfter, expectedAtStart } from "../../../../src/core/plan/expected";
import { dag, expiration, plan, role, trial } from "../trial";

const ENTRY = [0, 0, 0, 0, 0, "visit:130,labs:129"];

const made = plan([role("carol", "U-2ENTRY", "U-3MON")]);

describe("verifyPlan", () => {
  it("finds every planned cell as wanted, and nothing else changed", () => {
    const now = trial({ people: { carol: { role: "U-3MON", dag: "boston", expiration: "2026-12-31" } } });
    const { verified, differing, unplanned } = verifyPlan(made, now);
    assert.deepEqual([verified.length, differing, unplanned], [1, [], []]);
  });

  it("names planned cells that read otherwise", () => {
    assert.deepEqual(verifyPlan(made, trial()).differing, [
      { key: "carol", column: "unique_role_name", expected: "U-3MON", reads: "U-2ENTRY" },
    ]);
  });

  it("names a group that was lost on the way, and what happened to others meanwhile", () => {
    const now = trial({ people: { carol: { role: "U-3MON", expiration: "2026-12-31" }, bob: { dag: "boston" } } });
    assert.deepEqual(verifyPlan(made, now).unplanned, [
      { key: "bob", column: "unique_role_name", expected: "U-2ENTRY", reads: "" },
      { key: "carol", column: "data_access_group", expected: "boston", reads: "" },
    ]);
  });

  it("names own rights that changed although nobody planned it, by meaning", () => {
    const set = plan([expiration("eve", "", "2026-09-30")]);
    const other = (forms: string) =>
      trial({ people: { eve: { expiration: "2026-09-30", rights: [0, 0, 0, 0, 0, forms] } } });
    assert.deepEqual(verifyPlan(set, other("visit:1,labs:2")).unplanned, []);
    assert.deepEqual(
      verifyPlan(set, other("visit:130,labs:128")).unplanned.map(({ key, column }) => [key, column]),
      [["eve", "forms"]],
    );
  });

  it("names people who are gone", () => {
    const live = trial({ people: { zoe: { role: "U-2ENTRY" } } });
    const moved = plan([role("zoe", "U-2ENTRY", "U-3MON")], { live });
    assert.equal(verifyPlan(moved, trial()).differing[0]?.reads, undefined);
  });
});

describe("stepShows", () => {
  const [step] = plan([role("carol", "U-2ENTRY", "U-3MON"), dag("carol", "boston", "lyon")]).steps;
  const carol = (roleId: string, group: string) =>
    trial({ people: { carol: { role: roleId, dag: group, expiration: "2026-12-31", rights: ENTRY } } });

  it("is true only when every cell of every row reads as it was sent", () => {
    assert.ok(step);
    const shows = (now: ReturnType<typeof trial>) => stepShows(step, now, trial(), NO_SERVER_NAMES);
    assert.equal(shows(carol("U-3MON", "lyon")), true);
    assert.equal(shows(carol("U-3MON", "boston")), false);
    assert.equal(shows(trial()), false);
  });
});

describe("expectedAfter", () => {
  it("follows people from request to request", () => {
    const unassignFirst = plan([expiration("carol", "2026-12-31", "2027-06-30"), dag("carol", "boston", "lyon")], {
      unassignFirst: new Set(["carol"]),
    });
    let expected = expectedAtStart(unassignFirst.input.live, unassignFirst.steps);
    const course = unassignFirst.steps.map((step) => {
      expected = expectedAfter(expected, step);
      return Object.values(expected.get("carol") ?? {}).join();
    });
    assert.deepEqual(course, [",boston,2026-12-31", ",boston,2027-06-30", "U-2ENTRY,lyon,2027-06-30"]);
  });
});
