import assert from "node:assert/strict";
import type { Edit } from "../../../../src/core/edits/edit";
import type { Snapshot } from "../../../../src/core/access/snapshot";
import { peopleBefore, recoveryEdits } from "../../../../src/core/undo/undo";
import type { Applied, Direction } from "../../../../src/core/undo/undo";
import { NO_SERVER_NAMES } from "../../../../src/core/edits/serverNames";
import { dag, expiration, inShort, plan, requests, role, trial } from "../trial";

const ENTRY = [0, 0, 0, 0, 0, "visit:130,labs:129"];

function applied(edits: readonly Edit[], unassignFirst: readonly string[] = [], unverified = false): Applied {
  const made = plan(edits, { unassignFirst: new Set(unassignFirst) });
  const names = { serverNames: NO_SERVER_NAMES, since: NO_SERVER_NAMES };
  return {
    before: peopleBefore(made),
    edits,
    unverified,
    found: [],
    fresh: false,
    recent: false,
    steps: made.steps,
    tables: made.input.live.tables,
    ...names,
  };
}

function editsTowards(direction: Direction, what: Applied, live: Snapshot, owner: string): readonly Edit[] {
  return recoveryEdits(direction, what, live, owner).edits;
}

const short = (edits: readonly Edit[]) =>
  edits.map(inShort).map((e) => `${e.key}.${e.column}: ${e.before} → ${e.after}`);
const undo = (what: Applied, live: Snapshot) => short(editsTowards("undo", what, live, "ann"));
const finish = (what: Applied, live: Snapshot) => short(editsTowards("finish", what, live, "ann"));

describe("editsTowards", () => {
  const move = applied([role("carol", "U-2ENTRY", "U-3MON"), dag("carol", "boston", "lyon")]);
  const moved = trial({ people: { carol: { role: "U-3MON", dag: "lyon", expiration: "2026-12-31", rights: ENTRY } } });

  it("leads back from what was applied", () => {
    assert.deepEqual(undo(move, moved), [
      "carol.unique_role_name: U-3MON → U-2ENTRY",
      "carol.data_access_group: lyon → boston",
    ]);
    assert.deepEqual(finish(move, moved), []);
  });

  it("leads on from where nothing has arrived", () => {
    assert.deepEqual(undo(move, trial()), []);
    assert.deepEqual(finish(move, trial()), [
      "carol.unique_role_name: U-2ENTRY → U-3MON",
      "carol.data_access_group: boston → lyon",
    ]);
  });

  it("names what somebody else has changed since, so that it comes out as a conflict", () => {
    const since = trial({
      people: { carol: { role: "U-1ADMIN", dag: "lyon", expiration: "2026-12-31", rights: ENTRY } },
    });
    const made = plan(editsTowards("undo", move, since, "ann"), { live: since });
    assert.deepEqual(
      made.conflicts.map(({ column, before, live, after }) => [column, before, live, after]),
      [["unique_role_name", "U-3MON", "U-1ADMIN", "U-2ENTRY"]],
    );
  });

  it("leaves alone what the apply never touched", () => {
    const since = trial({
      people: { carol: { role: "U-3MON", dag: "lyon", expiration: "2027-01-01", rights: ENTRY } },
    });
    assert.equal(
      undo(move, since).some((line) => line.includes("expiration")),
      false,
    );
  });

  it("passes over people who are no longer in the project", () => {
    assert.deepEqual(undo(applied([role("zoe", "", "U-3MON")]), trial()), []);
  });

  it("brings people back into the role that a broken-off apply had taken them out of", () => {
    const unassignFirst = applied([expiration("carol", "2026-12-31", "2027-06-30")], ["carol"], true);
    const outside = trial({ people: { carol: { dag: "boston", expiration: "2026-12-31", rights: ENTRY } } });
    assert.deepEqual(undo(unassignFirst, outside), ["carol.unique_role_name:  → U-2ENTRY"]);
    assert.deepEqual(finish(unassignFirst, outside), [
      "carol.unique_role_name:  → U-2ENTRY",
      "carol.expiration: 2026-12-31 → 2027-06-30",
    ]);
    const made = plan(editsTowards("finish", unassignFirst, outside, "ann"), { live: outside });
    assert.deepEqual(requests(made), ["users carol=2027-06-30/boston", "assign carol=U-2ENTRY/boston"]);
  });

  it("takes a blank role for somebody else's work once the apply has ended", () => {
    const ended = applied([expiration("carol", "2026-12-31", "2027-06-30")], ["carol"]);
    const outside = trial({ people: { carol: { dag: "boston", expiration: "2027-06-30", rights: ENTRY } } });
    assert.deepEqual(undo(ended, outside), ["carol.expiration: 2027-06-30 → 2026-12-31"]);
  });

  it("gives people who leave a role again the own rights they had, whatever REDCap remembers", () => {
    const assigned = applied([role("eve", "", "U-1ADMIN")]);
    const inRole = trial({ people: { eve: { role: "U-1ADMIN" } } });
    const made = plan(editsTowards("undo", assigned, inRole, "ann"), { live: inRole });
    assert.deepEqual(
      made.steps.map((step) => step.purpose),
      ["unassign", "users"],
    );
    assert.deepEqual(made.steps[1]?.rows.columns, [
      "username",
      "data_access_group",
      "design",
      "user_rights",
      "data_access_groups",
      "api_export",
      "api_import",
      "forms",
    ]);
  });

  it("sends no own rights of people who leave a group alone: somebody else has put them into a role since", () => {
    const grouped = applied([dag("eve", "", "boston")]);
    const since = trial({ people: { eve: { role: "U-3MON", dag: "boston" } } });
    assert.deepEqual(undo(grouped, since), ["eve.data_access_group: boston → "]);
  });

  it("sends no rights of the token's owner after taking them out of a role: the token might no longer be able to", () => {
    const assigned = applied([role("dave", "", "U-1ADMIN")]);
    const inRole = trial({ people: { dave: { role: "U-1ADMIN", dag: "lyon" } } });
    assert.deepEqual(short(editsTowards("undo", assigned, inRole, "dave")), ["dave.unique_role_name: U-1ADMIN → "]);
  });
});
