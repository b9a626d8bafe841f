import assert from "node:assert/strict";
import { isBlocked } from "../../../../src/core/plan/plan";
import { planChanges } from "../../../../src/core/planner/planner";
import { tableOf } from "../../../../src/core/dataTable";
import { added, cell, dag, expiration, plan, removed, requests, right, role, rules, TODAY, trial } from "../trial";
import { inEnglish } from "../../../support/inEnglish";

const sentences = (made: ReturnType<typeof plan>) => made.changes.map((change) => change.sentence);

describe("planChanges: what is sent", () => {
  it("moves a person to another role with one row that keeps the group", () => {
    const made = plan([role("carol", "U-2ENTRY", "U-3MON")]);
    assert.deepEqual(requests(made), ["assign carol=U-3MON/boston"]);
    assert.deepEqual(inEnglish(sentences(made)), [
      "carol: Role Data Entry → Monitor (gains User Rights; loses Data Viewing Rights (Visit)); Data Access Group Boston, kept",
    ]);
  });

  it("leaves the group out of the row where the project's mapping has no such column", () => {
    const made = plan([role("carol", "U-2ENTRY", "U-3MON")], { live: trial({ mappingWithDag: false }) });
    assert.deepEqual(requests(made), ["assign carol=U-3MON"]);
  });

  it("sends role and group together where it can, one after the other where it cannot", () => {
    const edits = [role("carol", "U-2ENTRY", "U-3MON"), dag("carol", "boston", "lyon")];
    assert.deepEqual(requests(plan(edits)), ["assign carol=U-3MON/lyon"]);
    assert.deepEqual(requests(plan(edits, { live: trial({ mappingWithDag: false }) })), [
      "assign carol=U-3MON",
      "dags carol=lyon",
    ]);
  });

  it("changes a group alone through the DAG mapping", () => {
    const made = plan([dag("carol", "boston", "lyon")]);
    assert.deepEqual(requests(made), ["dags carol=lyon"]);
    assert.equal(made.steps[0]?.content, "userDagMapping");
    assert.deepEqual(inEnglish(sentences(made)), ["carol: Data Access Group Boston → Lyon"]);
  });

  it("changes a group through the role mapping, role unchanged, when the DAG mapping is closed to the token", () => {
    const made = plan([dag("carol", "boston", "lyon")], { live: trial({ without: ["userDagMapping", "dag"] }) });
    assert.deepEqual(requests(made), ["dags carol=U-2ENTRY/lyon"]);
    assert.equal(made.steps[0]?.content, "userRoleMapping");
  });

  it("takes people out of their role with a blank role and their group", () => {
    assert.deepEqual(requests(plan([role("carol", "U-2ENTRY", "")])), ["unassign carol=/boston"]);
  });

  it("sets the expiration of a person without a role in a row that carries the live group", () => {
    const made = plan([expiration("dave", "", "2026-09-30")]);
    assert.deepEqual(requests(made), ["users dave=2026-09-30/lyon"]);
    assert.deepEqual(made.steps[0]?.rows.columns, ["username", "expiration", "data_access_group"]);
    assert.deepEqual(inEnglish(sentences(made)), ["dave: Data Access Group Lyon, kept; Expiration never → 2026-09-30"]);
  });

  it("takes a person in a role out, sets the date and puts the person back, when that way was chosen", () => {
    const made = plan([expiration("carol", "2026-12-31", "2026-09-30")], { unassignFirst: new Set(["carol"]) });
    assert.deepEqual(requests(made), [
      "unassign carol=/boston",
      "users carol=2026-09-30/boston",
      "assign carol=U-2ENTRY/boston",
    ]);
    assert.deepEqual(inEnglish(sentences(made)), [
      "carol: Data Access Group Boston, kept; Expiration 2026-12-31 → 2026-09-30. Taken out of the role Data Entry so that the day can be set, then put back.",
    ]);
    assert.deepEqual(rules(made), ["withoutRoleForAMoment"]);
  });

  it("needs no way out for a person who leaves the role anyway or is not in it yet", () => {
    assert.deepEqual(requests(plan([role("carol", "U-2ENTRY", ""), expiration("carol", "2026-12-31", "2026-07-01")])), [
      "unassign carol=/boston",
      "users carol=2026-07-01/boston",
    ]);
    assert.deepEqual(requests(plan([role("dave", "", "U-3MON"), expiration("dave", "", "2026-07-01")])), [
      "users dave=2026-07-01/lyon",
      "assign dave=U-3MON/lyon",
    ]);
  });

  it("gives user rows the group that is live when they are sent", () => {
    const edits = [
      role("carol", "U-2ENTRY", ""),
      dag("carol", "boston", "lyon"),
      expiration("carol", "2026-12-31", ""),
    ];
    assert.deepEqual(requests(plan(edits)), ["unassign carol=/lyon", "users carol=/lyon"]);
    assert.deepEqual(requests(plan(edits, { live: trial({ mappingWithDag: false }) })), [
      "unassign carol=",
      "users carol=/boston",
      "dags carol=lyon",
    ]);
  });

  it("sends everyone with the same kind of change in one request, those who gain last", () => {
    const made = plan([
      role("eve", "", "U-1ADMIN"),
      role("bob", "U-2ENTRY", "U-3MON"),
      role("carol", "U-2ENTRY", "U-1ADMIN"),
      role("dave", "", "U-2ENTRY"),
    ]);
    assert.deepEqual(requests(made), [
      "assign dave=U-2ENTRY/lyon bob=U-3MON/boston carol=U-1ADMIN/boston eve=U-1ADMIN/",
    ]);
  });

  it("sends an end of access that comes earlier before one that comes later or never", () => {
    const people = { dave: { expiration: "2026-12-31" }, eve: { expiration: "2026-12-31" } };
    const live = trial({ people: { ...people, yan: { expiration: "2026-12-31" } } });
    const made = plan(
      [
        expiration("dave", "2026-12-31", ""),
        expiration("eve", "2026-12-31", "2027-06-30"),
        expiration("yan", "2026-12-31", "2026-09-30"),
      ],
      { live },
    );
    assert.deepEqual(
      made.steps.flatMap(({ keys }) => keys),
      ["yan", "dave", "eve"],
    );
  });

  it("never mixes user rows with different columns: a blank cell would be a value", () => {
    const made = plan([expiration("dave", "", "2026-09-30"), right("eve", "design", "0", "1")]);
    assert.deepEqual(requests(made), ["users dave=2026-09-30/lyon", "users eve=/1"]);
  });

  it("sends form maps whole, in the project's order of instruments", () => {
    const made = plan([right("eve", "forms", "visit:130,labs:129", "labs:130")]);
    assert.deepEqual({ ...(made.steps[0]?.rows.rows[0]?.[2] as object) }, { visit: "130", labs: "130" });
  });

  it("sends the owner's own row last and alone", () => {
    const made = plan([role("ann", "U-1ADMIN", "U-3MON"), role("bob", "U-2ENTRY", "U-3MON")]);
    assert.deepEqual(requests(made), ["assign bob=U-3MON/boston", "assign ann=U-3MON/ (owner)"]);
  });

  it("knows the owner whatever the case of the name", () => {
    const made = plan([role("ann", "U-1ADMIN", "U-3MON")], { owner: "Ann" });
    assert.deepEqual(requests(made), ["assign ann=U-3MON/ (owner)"]);
  });

  it("takes every spelling of a username for the same person, and sends the project's own", () => {
    const made = plan([role(" Carol", "U-2ENTRY", "U-3MON"), dag("CAROL", "boston", "lyon")]);
    assert.deepEqual(requests(made), ["assign carol=U-3MON/lyon"]);
    assert.deepEqual(inEnglish(sentences(made)), [
      "carol: Role Data Entry → Monitor (gains User Rights; loses Data Viewing Rights (Visit)); Data Access Group Boston → Lyon",
    ]);
    assert.deepEqual(requests(plan([removed("users", "Eve")])), ["removeUsers eve="]);
    assert.deepEqual(
      plan([...added("users", "Eve"), role("eve", "", "U-3MON")]).alreadyDone.map(({ key }) => key),
      ["eve"],
    );
  });

  it("counts two spellings of somebody who is new as one, and their wishes as contradictions", () => {
    const both = plan([...added("users", "Zoe"), role("ZOE", "", "U-3MON"), role("zoe", "", "U-1ADMIN")]);
    assert.deepEqual(rules(both), ["keyTwice", "leadingRightsGained"]);
    const made = plan([...added("users", "Zoe"), role("ZOE", "", "U-3MON")]);
    assert.deepEqual(requests(made), ["addUsers Zoe=", "assign Zoe=U-3MON/"]);
  });

  it("keeps the group of somebody whom a mapping spells in other letters", () => {
    const rows = [["Bob", "boston"]];
    const live = trial({ tables: { userDagMapping: tableOf(["username", "redcap_data_access_group"], rows) } });
    const made = plan([role("bob", "U-2ENTRY", "U-3MON")], { live });
    assert.deepEqual(requests(made), ["assign bob=U-3MON/boston"]);
    assert.deepEqual(made.desired.tables.userDagMapping?.rows, rows);
    const out = plan([removed("users", "bob")], { live });
    assert.deepEqual(out.desired.tables.userDagMapping?.rows, []);
  });

  it("plans with half a letter in any name or value, and sends none", () => {
    const half = "half\ud83d";
    const people = { [half]: { role: "U-2ENTRY", dag: "boston" } };
    const roles = [
      ["U-2ENTRY", "Data Entry"],
      [`U-${half}`, half],
    ];
    const live = trial({ people, roles });
    for (const edits of [
      [role("bob", "U-2ENTRY", "")],
      [role(half, "U-2ENTRY", `U-${half}`)],
      [removed("users", half)],
      [cell("roles", "U-2ENTRY", "role_label", "Data Entry", half)],
      [...added("dags", "new:1", { data_access_group_name: half }), dag("bob", "boston", "new:1")],
      [...added("users", half)],
    ])
      assert.doesNotThrow(() => plan(edits, { live }));
    const made = plan(added("dags", "new:1", { data_access_group_name: half }));
    assert.deepEqual([made.steps, rules(made)], [[], ["brokenLetters"]]);
  });

  it("splits what does not fit into one request", () => {
    const edits = ["bob", "carol"].map((key) => role(key, "U-2ENTRY", "U-3MON"));
    const made = planChanges({ live: trial(), owner: "ann", today: TODAY, edits }, 150);
    assert.deepEqual(requests(made), ["assign bob=U-3MON/boston", "assign carol=U-3MON/boston"]);
  });
});

describe("planChanges: a draft meets a project that has moved on", () => {
  it("sends nothing for what REDCap already shows as wanted", () => {
    const made = plan([role("carol", "U-3MON", "U-2ENTRY")]);
    assert.deepEqual([made.steps, made.changes, made.conflicts], [[], [], []]);
    assert.equal(made.alreadyDone.length, 1);
  });

  it("shows the three values of a cell that somebody else changed, and sends nothing at all", () => {
    const made = plan([role("carol", "U-3MON", "U-1ADMIN"), role("bob", "U-2ENTRY", "U-3MON")]);
    assert.deepEqual(made.conflicts, [{ ...role("carol", "U-3MON", "U-1ADMIN"), live: "U-2ENTRY" }]);
    assert.deepEqual(made.steps, []);
    assert.equal(isBlocked(made), true);
  });

  it("takes 1 and 130 for the same form right", () => {
    const made = plan([right("eve", "forms", "visit:1,labs:2", "visit:0,labs:2")]);
    assert.deepEqual(made.conflicts, []);
    assert.equal(plan([right("eve", "forms", "", "visit:1,labs:2")]).alreadyDone.length, 1);
  });

  it("plans nothing for no edits", () => {
    const made = plan([]);
    assert.deepEqual([made.steps, made.problems, made.changes], [[], [], []]);
  });
});
