import assert from "node:assert/strict";
import fc from "fast-check";
import { tableOf } from "../../../../src/core/dataTable";
import type { Cell, DataTable } from "../../../../src/core/dataTable";
import { diffDraft } from "../../../../src/core/drafts/diffDraft";
import { DRAFT_NAMES, draftTable } from "../../../../src/core/edits/draftTables";
import { cellsIn, countChanges, rowId } from "../../../../src/core/edits/edit";
import { draftRows } from "../../../../src/editors/drafts/draftRows";
import { trial } from "../../core/trial";

/** What a person does to a text, and what a server makes of a table. */
const act = fc.record({
  row: fc.nat({ max: 6 }),
  column: fc.nat({ max: 12 }),
  what: fc.constantFrom("cell", "cell", "cell", "copy", "drop", "empty"),
  put: fc.oneof(
    fc.constantFrom(
      "",
      " ",
      "1",
      "0",
      "U-3MON",
      "bob ",
      "BOB",
      " zoe",
      "Zoe",
      "new:1",
      "visit:130",
      "visit:1,labs:130",
    ),
    fc.constantFrom("labs:129,visit:130", "visit:", "lyon", "2027-01-31", "dave"),
  ),
  onBase: fc.boolean(),
});

describe("what a grid shows of a draft", () => {
  it("is what the plan makes of it: the same cells, the same number of changes, the same problems", () => {
    const people = { added: new Set(["zoe"]), removed: new Set(["eve"]) };
    fc.assert(
      fc.property(fc.constantFrom(...DRAFT_NAMES), fc.array(act, { maxLength: 6 }), (draft, acts) => {
        let base = draftTable(trial(), draft);
        let now = base;
        for (const { onBase, ...each } of acts) {
          now = done(now, each);
          if (onBase) base = done(base, each);
        }
        const grid = draftRows(draft, base, now, people);
        const { edits, problems } = diffDraft(draft, base, now, people);
        assert.equal(grid.changes, countChanges(edits, people) + problems.length);
        assert.equal(grid.sound, problems.length === 0);
        const ofGrid = grid.rows
          .flatMap(({ change }) => (change?.kind === "set" ? change.cells : []))
          .map(({ column }) => column);
        const added = new Set(edits.filter(({ kind }) => kind === "add").map(rowId));
        const set = cellsIn(edits).filter((edit) => !added.has(rowId(edit)));
        const ofPlan = set.map(({ column }) => column);
        if (draft !== "assignments") assert.deepEqual(ofGrid, ofPlan);
      }),
      { numRuns: 500 },
    );
  });
});

function done(
  { columns, rows }: DataTable,
  { row, column, what, put }: { row: number; column: number; what: string; put: string },
) {
  const [at, cell] = [row % Math.max(1, rows.length), column % columns.length];
  const chosen: readonly Cell[] = rows[at] ?? columns.map(() => "");
  if (what === "empty") return tableOf(columns, rows.slice(0, 0));
  if (what === "drop") return tableOf(columns, rows.toSpliced(at, 1));
  if (what === "copy") return tableOf(columns, rows.toSpliced(at, 0, chosen.with(0, put)));
  return tableOf(columns, rows.length === 0 ? [chosen.with(cell, put)] : rows.with(at, chosen.with(cell, put)));
}
