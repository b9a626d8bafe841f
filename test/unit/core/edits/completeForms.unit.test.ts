import assert from "node:assert/strict";
import { tableOf } from "../../../../src/core/dataTable";
import { completeForms } from "../../../../src/core/edits/completeForms";
import { cell, right, trial } from "../trial";
import { cellsIn } from "../../../../src/core/edits/edit";

describe("completeForms", () => {
  const after = (live: ReturnType<typeof trial>, edit: ReturnType<typeof cell>) =>
    cellsIn(completeForms(live, [edit]))[0]?.after;

  it("adds what a map leaves out: as it is, or no access in a new row", () => {
    assert.equal(after(trial(), right("eve", "forms", "", "labs:130")), "visit:130,labs:130");
    assert.equal(after(trial(), cell("roles", "new:1", "forms", "", "labs:130")), "visit:128,labs:130");
    assert.equal(after(trial(), cell("roles", "new:1", "forms_export", "", "visit:1")), "visit:1,labs:0");
  });

  it("says no access in the project's own encoding", () => {
    const legacy = trial({
      roles: [["U-1", "Old", 0, 0, 0, 0, 0, "visit:1,labs:2"]],
      tables: { user: tableOf(["username", "forms"], [["ann", "visit:1,labs:2"]]) },
    });
    assert.equal(after(legacy, cell("roles", "new:1", "forms", "", "labs:1")), "visit:0,labs:1");
  });

  it("keeps instruments that do not exist for a guard to name, unless REDCap lists them itself", () => {
    assert.equal(after(trial(), right("eve", "forms", "", "mri:130,labs:130")), "visit:130,labs:130,mri:130");
    const stray = trial({ people: { eve: { rights: [0, 0, 0, 0, 0, "visit:130,labs:129,old:1"] } } });
    assert.equal(after(stray, right("eve", "forms", "", "visit:129,labs:129,old:1")), "visit:129,labs:129");
  });

  it("keeps what the map lists where the instruments of the project cannot be read", () => {
    const live = { ...trial(), instruments: [] };
    assert.equal(after(live, right("eve", "forms", "", "labs:130")), "visit:130,labs:130");
  });

  it("leaves blanks and whole maps alone", () => {
    const whole = right("eve", "forms", "", "visit:130,labs:128");
    assert.equal(completeForms(trial(), [whole])[0], whole);
    assert.equal(after(trial(), right("eve", "forms", "", "")), "");
  });
});
