import assert from "node:assert/strict";
import { tableOf } from "../../../../src/core/dataTable";
import type { Cell } from "../../../../src/core/dataTable";
import { readServerNames } from "../../../../src/core/plan/readServerNames";
import { withLaterNames, NO_SERVER_NAMES, resolveEdit } from "../../../../src/core/edits/serverNames";
import { resolveStep } from "../../../../src/core/plan/resolveStep";
import { added, cell, dag, plan, removed, role } from "../trial";

const roles = (...rows: readonly (readonly Cell[])[]) => ({
  userRole: tableOf(["unique_role_name", "role_label", "design"], rows),
});
const dags = (...rows: readonly (readonly Cell[])[]) => ({
  dag: tableOf(["data_access_group_name", "unique_group_name", "data_access_group_id"], rows),
});
const BEFORE = { ...roles(["U-1", "Monitor", 0]), ...dags(["Boston", "boston", 1], ["Lyon", "lyon", 2]) };

function create(purpose: "createRoles" | "createDags", ...names: readonly string[]) {
  const [columns, rows] =
    purpose === "createRoles"
      ? [["unique_role_name", "role_label", "design"], names.map((name, at) => [`new:${at + 1}`, name, "1"])]
      : [["data_access_group_name", "unique_group_name"], names.map((name, at) => [name, `new:${at + 1}`])];
  return { purpose, rows: tableOf(columns, rows), keys: names.map((_, at) => `new:${at + 1}`) };
}

function serverNames(step: Parameters<typeof readServerNames>[0], now: Parameters<typeof readServerNames>[2]) {
  const { serverNames: names, missing } = readServerNames(step, BEFORE, now, NO_SERVER_NAMES);
  return [Object.fromEntries([...names.roles, ...names.dags]), missing];
}

describe("readServerNames", () => {
  it("finds a new role by its name among those that were not there before", () => {
    const now = roles(["U-1", "Monitor", 0], ["U-2", "Monitor", 1]);
    assert.deepEqual(serverNames(create("createRoles", "Monitor"), now), [{ "new:1": "U-2" }, []]);
  });

  it("gives several of one name their ids in the order in which they were created", () => {
    const now = roles(["U-1", "Monitor", 0], ["U-2", "Auditor", 1], ["U-3", "Auditor", 1]);
    assert.deepEqual(serverNames(create("createRoles", "Auditor", "Auditor"), now), [
      { "new:1": "U-2", "new:2": "U-3" },
      [],
    ]);
  });

  it("waits for a role that is listed without its id", () =>
    assert.deepEqual(serverNames(create("createRoles", "Auditor"), roles(["U-1", "Monitor", 0], ["", "Auditor", 1])), [
      {},
      ["new:1"],
    ]));

  it("prefers the role whose rights are those that were sent", () => {
    const now = roles(["U-1", "Monitor", 0], ["U-2", "Auditor", 0], ["U-3", "Auditor", 1]);
    assert.deepEqual(serverNames(create("createRoles", "Auditor"), now), [{ "new:1": "U-3" }, []]);
  });

  it("takes none of two that cannot be told apart", () => {
    const now = roles(["U-1", "Monitor", 0], ["U-2", "Auditor", 1], ["U-3", "Auditor", 1]);
    assert.deepEqual(serverNames(create("createRoles", "Auditor"), now), [{}, ["new:1"]]);
  });

  it("never takes what somebody else made under another name for what did not arrive", () => {
    const strangers = roles(["U-1", "Monitor", 0], ["U-2", "Visitor", 1]);
    assert.deepEqual(serverNames(create("createRoles", "Auditor"), strangers), [{}, ["new:1"]]);
    const groups = dags(["Boston", "boston", 1], ["Lyon", "lyon", 2], ["Oslo", "oslo", 3]);
    assert.deepEqual(serverNames(create("createDags", "Paris"), groups), [{}, ["new:1"]]);
  });

  it("knows each of several names again that the server has cut or cleaned, where only one is alike", () => {
    const sent = create("createRoles", "Auditors <b>of</b> the northern sites", "Pharmacy & Stores");
    const now = roles(["U-1", "Monitor", 0], ["U-2", "Pharmacy &amp; Stores", 1], ["U-3", "Auditors of the nor", 1]);
    assert.deepEqual(serverNames(sent, now), [{ "new:1": "U-3", "new:2": "U-2" }, []]);
  });

  it("finds a new group beside an old one of the same name", () => {
    const now = dags(["Boston", "boston", 1], ["Lyon", "lyon", 2], ["Boston", "boston2", 3]);
    assert.deepEqual(serverNames(create("createDags", "Boston"), now), [{ "new:1": "boston2" }, []]);
  });

  const rename = {
    purpose: "renameDags" as const,
    rows: tableOf(
      ["data_access_group_name", "unique_group_name"],
      [
        ["Lyon", "boston"],
        ["Boston", "lyon"],
      ],
    ),
    keys: ["boston", "lyon"],
  };

  it("follows renamed groups by their number", () => {
    const now = dags(["Lyon", "lyon2", 1], ["Boston", "boston", 2]);
    assert.deepEqual(serverNames(rename, now), [{ boston: "lyon2", lyon: "boston" }, []]);
    assert.deepEqual(serverNames(rename, dags(["Boston", "boston", 1], ["Lyon", "lyon", 2])), [{}, ["boston", "lyon"]]);
  });

  it("follows them by their new names where the server shows no number", () => {
    const bare = ({ dag: table }: ReturnType<typeof dags>) => ({ dag: tableOf(table.columns.slice(0, 2), table.rows) });
    const { serverNames: names } = readServerNames(
      rename,
      bare(dags(["Boston", "boston"], ["Lyon", "lyon"])),
      bare(dags(["Lyon", "lyon2"], ["Boston", "boston"])),
      NO_SERVER_NAMES,
    );
    assert.deepEqual(Object.fromEntries(names.dags), { boston: "lyon2", lyon: "boston" });
  });
});

describe("what REDCap calls things", () => {
  const made = plan([
    ...added("roles", "new:1", { role_label: "Auditor" }),
    ...added("dags", "new:1", { data_access_group_name: "Paris" }),
    role("bob", "U-2ENTRY", "new:1"),
    dag("bob", "boston", "new:1"),
    removed("roles", "U-3MON"),
  ]);
  const names = { roles: new Map([["new:1", "U-9"]]), dags: new Map([["new:1", "paris"]]) };

  it("stands in requests where names of ours stood; what is created has none", () =>
    assert.deepEqual(
      made.steps.map((step) => resolveStep(step, names).rows.rows[0]),
      [["Paris", ""], ["", "Auditor"], ["bob", "U-9", "paris"], ["U-3MON"]],
    ));

  it("is waited for: a request with a name of ours is never sent", () => {
    const [, , assign] = made.steps;
    assert.ok(assign);
    assert.throws(() => resolveStep(assign, { ...names, dags: new Map() }), /not said yet what it calls new:1/);
  });

  it("names rows of roles and groups, and values that refer to them, but never people", () => {
    const renamed = { ...names, dags: new Map([["boston", "north"]]) };
    assert.equal(
      resolveEdit(cell("dags", "boston", "data_access_group_name", "Boston", "North"), renamed).key,
      "north",
    );
    assert.deepEqual(resolveEdit(dag("boston", "boston", ""), renamed), dag("boston", "north", ""));
    assert.deepEqual(resolveEdit(role("bob", "", "new:1"), renamed), role("bob", "", "U-9"));
  });

  it("is followed through later changes of name", () => {
    const later = {
      roles: new Map([["U-9", "U-10"]]),
      dags: new Map([
        ["paris", "paris_sud"],
        ["x", "y"],
      ]),
    };
    const { roles: ids, dags: groups } = withLaterNames(names, later);
    assert.deepEqual(Object.fromEntries(ids), { "new:1": "U-10", "U-9": "U-10" });
    assert.deepEqual(Object.fromEntries(groups), { "new:1": "paris_sud", paris: "paris_sud", x: "y" });
  });
});
