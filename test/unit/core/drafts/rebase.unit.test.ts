import assert from "node:assert/strict";
import { cellText, tableOf } from "../../../../src/core/dataTable";
import { diffDraft } from "../../../../src/core/drafts/diffDraft";
import { draftTable } from "../../../../src/core/edits/draftTables";
import { rebaseDraft } from "../../../../src/core/drafts/rebase";
import type { ConflictChoice } from "../../../../src/core/drafts/rebase";
import { peopleChanges } from "../../../../src/core/edits/edit";
import { added, inShort, trial } from "../trial";

const base = draftTable(trial(), "assignments");
/** carol becomes a monitor, eve gets a role. */
const now = tableOf(
  base.columns,
  base.rows.map(([name, role, dag]) => [name, name === "carol" ? "U-3MON" : name === "eve" ? "U-2ENTRY" : role, dag]),
);

function rebased(carol: string, bob = "U-2ENTRY", choice?: ConflictChoice) {
  const people = { carol: { role: carol, dag: "boston", expiration: "2026-12-31" }, bob: { role: bob, dag: "boston" } };
  const next = rebaseDraft("assignments", base, now, draftTable(trial({ people }), "assignments"), choice);
  assert.ok(next);
  return {
    next,
    edits: diffDraft("assignments", next.base, next.now)
      .edits.map(inShort)
      .map((e) => `${e.key}: ${e.before} → ${e.after}`),
  };
}

describe("rebaseDraft", () => {
  it("lets what is done leave the draft and keeps the rest", () => {
    assert.deepEqual(rebased("U-3MON").edits, ["eve:  → U-2ENTRY"]);
  });

  it("takes over what somebody else changed in other cells", () => {
    const { next, edits } = rebased("U-2ENTRY", "U-1ADMIN");
    assert.deepEqual(edits, ["carol: U-2ENTRY → U-3MON", "eve:  → U-2ENTRY"]);
    assert.equal(cellText(next.now.rows[1]?.[1]), "U-1ADMIN");
  });

  it("keeps a conflict a conflict: somebody else's role for carol must not look like the starting point", () => {
    assert.deepEqual(rebased("U-1ADMIN").edits, ["carol: U-2ENTRY → U-3MON", "eve:  → U-2ENTRY"]);
  });

  it("lets one side of a conflict win when somebody says so", () => {
    assert.deepEqual(rebased("U-1ADMIN", "U-2ENTRY", "mine").edits, ["carol: U-1ADMIN → U-3MON", "eve:  → U-2ENTRY"]);
    assert.deepEqual(rebased("U-1ADMIN", "U-2ENTRY", "theirs").edits, ["eve:  → U-2ENTRY"]);
  });

  it("leaves a draft with problems alone", () => {
    assert.equal(rebaseDraft("assignments", base, tableOf(base.columns, []), base), undefined);
  });
});

describe("rebaseDraft, with rows that come and go", () => {
  const dags = draftTable(trial(), "dags");
  const now = tableOf(dags.columns, [
    ["Boston North", "boston"],
    ["Paris", "new:1"],
  ]);
  const keys = (draft: "dags" | "roles", next: ReturnType<typeof rebaseDraft>) => {
    assert.ok(next);
    return diffDraft(draft, next.base, next.now)
      .edits.map(inShort)
      .map((e) => `${e.key}.${e.column}: ${e.before} → ${e.after}`);
  };

  it("keeps rows that are still to come and to go", () =>
    assert.deepEqual(keys("dags", rebaseDraft("dags", dags, now, dags)), [
      "boston.data_access_group_name: Boston → Boston North",
      "new:1.unique_group_name:  → new:1",
      "new:1.data_access_group_name:  → Paris",
      "lyon.unique_group_name: lyon → ",
    ]));

  it("lets what has been done leave the draft, under the names that REDCap gave", () => {
    const fresh = tableOf(dags.columns, [
      ["Boston North", "north"],
      ["Lyon", "lyon"],
      ["Paris", "paris"],
    ]);
    const serverNames = {
      roles: new Map<string, string>(),
      dags: new Map([
        ["boston", "north"],
        ["new:1", "paris"],
      ]),
    };
    assert.deepEqual(keys("dags", rebaseDraft("dags", dags, now, fresh, "keep", { serverNames })), [
      "lyon.unique_group_name: lyon → ",
    ]);
  });

  it("names new roles in assignments as REDCap does, as soon as it has them", () => {
    const wish = tableOf(
      base.columns,
      base.rows.map(([name, role, dag]) => [name, name === "eve" ? "new:1" : role, dag]),
    );
    const serverNames = { dags: new Map<string, string>(), roles: new Map([["new:1", "U-9"]]) };
    const next = rebaseDraft("assignments", base, wish, base, "keep", { serverNames });
    assert.equal(cellText(next?.now.rows.at(-1)?.[1]), "U-9");
    assert.equal(cellText(rebaseDraft("assignments", base, wish, base)?.now.rows.at(-1)?.[1]), "new:1");
  });

  it("keeps the assignments of people who are still to be added", () => {
    const wish = tableOf(base.columns, [...base.rows, ["zoe", "U-3MON", ""]]);
    const people = peopleChanges(added("users", "zoe"));
    assert.deepEqual(rebaseDraft("assignments", base, wish, base, "keep", { people })?.now.rows.at(-1), [
      "zoe",
      "U-3MON",
      "",
    ]);
    assert.equal(rebaseDraft("assignments", base, wish, base), undefined);
  });
});
