import assert from "node:assert/strict";
import { tableOf } from "../../../../src/core/dataTable";
import { gridForms, noRights } from "../../../../src/editors/grid/gridColumns";
import { trial } from "../../core/trial";

describe("a role that gives nothing", () => {
  const none = (live: ReturnType<typeof trial>) => noRights(gridForms(live, tableOf(["forms"], [])));

  it("says so of every right, and of every instrument in the project's own encoding", () => {
    const bits = none(trial());
    assert.deepEqual([bits["design"], bits["user_rights"]], ["0", "0"]);
    assert.deepEqual([bits["forms"], bits["forms_export"]], ["visit:128,labs:128", "visit:0,labs:0"]);
    assert.ok(Object.values(bits).every((cell) => cell !== ""));
    const legacy = trial({
      roles: [["U-1", "Old", 0, 0, 0, 0, 0, "visit:1,labs:2"]],
      tables: { user: tableOf(["username", "forms"], [["ann", "visit:1,labs:2"]]) },
    });
    assert.equal(none(legacy)["forms"], "visit:0,labs:0");
  });
});
