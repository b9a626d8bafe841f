import assert from "node:assert/strict";
import { editId } from "../../../../src/core/edits/draftCell";
import { addRow, rowId, setCell } from "../../../../src/core/edits/edit";
import type { Edit } from "../../../../src/core/edits/edit";
import { choose, stillLeft, taken } from "../../../../src/core/review/leaveOut";
import { added, dag, expiration, role } from "../trial";

const NEW_ROLE: readonly Edit[] = [addRow("roles", "new:1"), setCell("roles", "new:1", "role_label", "", "Pharmacist")];
const INTO_IT = role("bob", "U-2ENTRY", "new:1");
const BOB = rowId({ draft: "users", key: "bob" });
const ROLE = rowId({ draft: "roles", key: "new:1" });
const NOTHING: ReadonlySet<string> = new Set();

function off(edits: readonly Edit[], ...ids: readonly string[]): ReadonlySet<string> {
  return choose(edits, NOTHING, new Set(ids), false);
}

describe("leaving changes out of a review", () => {
  it("takes a whole row, in users and in assignments", () => {
    const edits = [role("bob", "U-2ENTRY", "U-3MON"), expiration("bob", "", "2026-12-31"), dag("carol", "boston", "")];
    assert.deepEqual(taken(edits, off(edits, BOB)), [dag("carol", "boston", "")]);
  });

  it("takes one cell of a row that stays", () => {
    const edits = [role("bob", "U-2ENTRY", "U-3MON"), dag("bob", "boston", "")];
    assert.deepEqual(taken(edits, off(edits, editId(edits[1] as Edit))), [edits[0]]);
  });

  it("takes the whole of a row that comes, whichever of its cells is named", () => {
    const edits = added("users", "zoe", { expiration: "2026-12-31" });
    const [, cell] = edits;
    assert.ok(cell);
    assert.deepEqual(taken(edits, off(edits, editId(cell))), []);
  });

  it("takes with a new role what puts somebody into it, and nothing else of them", () => {
    const edits = [...NEW_ROLE, INTO_IT, dag("bob", "boston", "")];
    assert.deepEqual(taken(edits, off(edits, ROLE)), [dag("bob", "boston", "")]);
  });

  it("takes with a new role the whole of somebody who would come with it", () => {
    const edits = [...NEW_ROLE, ...added("users", "zoe"), role("zoe", "", "new:1")];
    assert.deepEqual(taken(edits, off(edits, ROLE)), []);
  });

  it("brings a new role back with whom is to be in it, and not the others", () => {
    const edits = [...NEW_ROLE, INTO_IT, role("carol", "U-2ENTRY", "new:1")];
    const left = choose(edits, off(edits, ROLE), new Set([BOB]), true);
    assert.deepEqual(taken(edits, left), [...NEW_ROLE, INTO_IT]);
  });

  it("forgets what has gone from the drafts", () => {
    const edits = [role("bob", "U-2ENTRY", "U-3MON"), dag("carol", "boston", "")];
    const left = off(edits, BOB, rowId({ draft: "users", key: "carol" }));
    assert.deepEqual([...stillLeft(edits.slice(1), left)], [editId(dag("carol", "boston", ""))]);
  });
});
