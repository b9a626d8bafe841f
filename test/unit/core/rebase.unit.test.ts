import assert from "node:assert/strict";
import { cellText, tableOf } from "../../../src/core/dataTable";
import { diffDraft, draftTable } from "../../../src/core/draft";
import { rebaseDraft } from "../../../src/core/rebase";
import type { ConflictChoice } from "../../../src/core/rebase";
import { trial } from "./trial";

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
    edits: diffDraft("assignments", next.base, next.now).edits.map((e) => `${e.key}: ${e.before} → ${e.after}`),
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
