import assert from "node:assert/strict";
import type { GridContent } from "../../../../src/editors/protocol";
import { trial } from "../../core/trial";
import { grid, textOf } from "../gridInput";

describe("a grid while others work in REDCap too", () => {
  it("marks a cell that somebody else changed too with what REDCap says now, and counts it", () => {
    const [before, now] = [
      trial(),
      trial({ people: { carol: { role: "U-3MON", dag: "boston", expiration: "2026-12-31" } } }),
    ];
    const base = { text: textOf(before, "assignments"), takenAt: 0 };
    const mine = base.text.replace("carol,U-2ENTRY", "carol,U-1ADMIN").replace("eve,,", "eve,U-2ENTRY,");
    const at = (content: GridContent, key: string) => content.rows.find((row) => row.key === key);
    const content = grid("", "", { base, text: mine, snapshot: now });
    const role = content.columns.findIndex(({ name }) => name === "unique_role_name");
    assert.deepEqual(at(content, "carol")?.conflicts, { [role]: "U-3MON" });
    assert.equal(at(content, "eve")?.conflicts, undefined);
    assert.equal(content.status.conflicts, 1);
    const same = grid("", "", { base, text: base.text.replace("carol,U-2ENTRY", "carol,U-3MON"), snapshot: now });
    assert.equal(same.status.conflicts, undefined, "REDCap says already what is wanted");
  });
});
