import assert from "node:assert/strict";
import { tableOf } from "../../../../src/core/dataTable";
import { NO_SERVER_NAMES } from "../../../../src/core/edits/serverNames";
import type { ServerNames } from "../../../../src/core/edits/serverNames";
import type { Edit } from "../../../../src/core/edits/edit";
import type { Snapshot } from "../../../../src/core/access/snapshot";
import { peopleBefore, recoveryEdits } from "../../../../src/core/undo/undo";
import type { Applied } from "../../../../src/core/undo/undo";
import { added, cell, dag, inShort, plan, removed, role, trial } from "../trial";
import { editsOf } from "../../../../src/core/edits/edit";

const ADMIN = [1, 1, 1, 1, 1, "visit:130,labs:130"];
const ENTRY = [0, 0, 0, 0, 0, "visit:130,labs:129"];

function applied(edits: readonly Edit[], serverNames: ServerNames = NO_SERVER_NAMES, unverified = false): Applied {
  const made = plan(edits);
  const { tables } = made.input.live;
  const whole = made.changes.flatMap(editsOf);
  return {
    before: peopleBefore(made),
    edits: whole,
    steps: made.steps,
    tables,
    serverNames,
    since: NO_SERVER_NAMES,
    unverified,
    found: [],
    fresh: false,
    recent: false,
  };
}

const short = (edits: readonly Edit[]) =>
  edits.map(inShort).map((e) => `${e.draft} ${e.key}.${e.column}: ${e.before} → ${e.after}`);
const undo = (what: Applied, live: Snapshot) => short(recoveryEdits("undo", what, live, "ann").edits);
const finish = (what: Applied, live: Snapshot) => short(recoveryEdits("finish", what, live, "ann").edits);

const AUDITOR = [...added("roles", "new:1", { role_label: "Auditor", design: "1" }), role("bob", "U-2ENTRY", "new:1")];
const withAuditor = (bob: string, design = 1) =>
  trial({
    roles: [
      ["U-1ADMIN", "Administrators", ...ADMIN],
      ["U-2ENTRY", "Data Entry", ...ENTRY],
      ["U-3MON", "Monitor", ...ENTRY],
      ["U-9", "Auditor", design, 0, 0, 0, 0, "visit:128,labs:128"],
    ],
    people: { bob: { role: bob, dag: "boston", rights: ENTRY } },
  });
const KNOWN = { ...NO_SERVER_NAMES, roles: new Map([["new:1", "U-9"]]) };

describe("recoveryEdits, for roles and groups", () => {
  it("removes a role that was created, and first takes people out of it", () =>
    assert.deepEqual(undo(applied(AUDITOR, KNOWN), withAuditor("U-9")), [
      "roles U-9.unique_role_name: U-9 → ",
      "assignments bob.unique_role_name: U-9 → U-2ENTRY",
    ]));

  it("finds a role that was created just before an apply broke off, and goes on with it", () => {
    const half = applied(AUDITOR, NO_SERVER_NAMES, true);
    assert.deepEqual(finish(half, withAuditor("U-2ENTRY")), ["assignments bob.unique_role_name: U-2ENTRY → U-9"]);
    assert.deepEqual(undo(half, withAuditor("U-2ENTRY")), ["roles U-9.unique_role_name: U-9 → "]);
  });

  it("creates what had not been created yet", () =>
    assert.deepEqual(finish(applied(AUDITOR, NO_SERVER_NAMES, true), trial()), [
      "roles new:1.unique_role_name:  → new:1",
      "roles new:1.role_label:  → Auditor",
      "roles new:1.design:  → 1",
      "assignments bob.unique_role_name: U-2ENTRY → new:1",
    ]));

  it("shows a created role that somebody has changed since as a conflict", () => {
    const live = withAuditor("U-2ENTRY", 0);
    const { edits } = recoveryEdits("undo", applied(AUDITOR, KNOWN), live, "ann");
    const made = plan(edits, { live });
    assert.deepEqual(made.conflicts, [{ ...cell("roles", "U-9", "design", "1", ""), live: "0" }]);
  });

  it("leads changed rights back and on, and leaves other cells alone", () => {
    const change = applied([cell("roles", "U-3MON", "design", "0", "1")]);
    const live = withAuditor("U-2ENTRY");
    assert.deepEqual(finish(change, live), ["roles U-3MON.design: 0 → 1"]);
    assert.deepEqual(undo(change, live), []);
  });

  it("creates a deleted role anew, with all it gave, and puts its people back under the name that is to come", () => {
    const gone = applied([
      removed("roles", "U-2ENTRY"),
      role("bob", "U-2ENTRY", ""),
      role("carol", "U-2ENTRY", "U-3MON"),
    ]);
    const live = trial({
      roles: [
        ["U-1ADMIN", "Administrators", ...ADMIN],
        ["U-3MON", "Monitor", ...ENTRY],
      ],
      people: {
        bob: { dag: "boston", rights: ENTRY },
        carol: { role: "U-3MON", dag: "boston", expiration: "2026-12-31", rights: ENTRY },
      },
    });
    const { edits, names } = recoveryEdits("undo", gone, live, "ann");
    assert.deepEqual(short(edits), [
      "roles new:1.unique_role_name:  → new:1",
      "roles new:1.role_label:  → Data Entry",
      ...["design", "user_rights", "data_access_groups", "api_export", "api_import"].map(
        (name) => `roles new:1.${name}:  → 0`,
      ),
      "roles new:1.forms:  → visit:130,labs:129",
      "assignments bob.unique_role_name:  → new:1",
      "assignments carol.unique_role_name: U-3MON → new:1",
    ]);
    assert.deepEqual(Object.fromEntries(names.anew.roles), { "U-2ENTRY": "new:1" });
  });

  it("gives a renamed group its name back, whatever it is called now", () => {
    const renamed = applied(
      [cell("dags", "boston", "data_access_group_name", "Boston", "North"), dag("bob", "boston", "lyon")],
      { ...NO_SERVER_NAMES, dags: new Map([["boston", "north"]]) },
    );
    const live = trial({
      tables: {
        dag: tableOf(
          ["data_access_group_name", "unique_group_name"],
          [
            ["North", "north"],
            ["Lyon", "lyon"],
          ],
        ),
      },
      people: { bob: { role: "U-2ENTRY", dag: "lyon", rights: ENTRY } },
    });
    assert.deepEqual(undo(renamed, live), [
      "dags north.data_access_group_name: North → Boston",
      "assignments bob.data_access_group: lyon → north",
    ]);
  });
});

describe("recoveryEdits, for people who came or went", () => {
  const zoe = [...added("users", "zoe", { expiration: "2027-01-31" }), role("zoe", "", "U-3MON")];

  it("removes who was added, and adds who is not there yet", () => {
    const there = trial({ people: { zoe: { role: "U-3MON", expiration: "2027-01-31" } } });
    assert.deepEqual(undo(applied(zoe), there), ["users zoe.username: zoe → "]);
    assert.deepEqual(finish(applied(zoe), there), []);
    assert.deepEqual(undo(applied(zoe), trial()), []);
    assert.deepEqual(finish(applied(zoe), trial()), short(zoe));
  });

  it("goes on with somebody who was added and had not got the role yet", () =>
    assert.deepEqual(finish(applied(zoe), trial({ people: { zoe: { expiration: "2027-01-31" } } })), [
      "assignments zoe.unique_role_name:  → U-3MON",
    ]));

  it("shows a person who has another role by now as a conflict", () => {
    const live = trial({ people: { zoe: { role: "U-1ADMIN", expiration: "2027-01-31" } } });
    const made = plan(recoveryEdits("undo", applied(zoe), live, "ann").edits, { live });
    assert.deepEqual(
      made.conflicts.map(({ column, before, live: now }) => [column, before, now]),
      [["unique_role_name", "U-3MON", "U-1ADMIN"]],
    );
  });

  it("adds who was removed with all that is known: role, group, expiration, or own rights", () => {
    const gone = applied([removed("users", "carol"), removed("users", "dave")]);
    const { carol: _carol, dave: _dave, ...others } = Object.fromEntries(trial().people);
    const live = { ...trial(), people: new Map(Object.entries(others)) };
    assert.deepEqual(undo(gone, live).slice(0, 7), [
      "users carol.username:  → carol",
      "assignments carol.unique_role_name:  → U-2ENTRY",
      "assignments carol.data_access_group:  → boston",
      "users carol.expiration:  → 2026-12-31",
      "users dave.username:  → dave",
      "assignments dave.data_access_group:  → lyon",
      "users dave.design:  → 1",
    ]);
    assert.deepEqual(finish(gone, live), []);
    assert.deepEqual(finish(gone, trial()), ["users carol.username: carol → ", "users dave.username: dave → "]);
  });
});
