import assert from "node:assert/strict";
import { tableOf } from "../../../../src/core/dataTable";
import type { Cell } from "../../../../src/core/dataTable";
import { grantedRights, rightsSummary } from "../../../../src/core/access/grants";
import { english } from "../../../../src/core/text/message";

const INSTRUMENTS = [
  { name: "visit", label: "Visit" },
  { name: "labs", label: "Lab Results" },
  { name: "ae", label: "Adverse Events" },
  { name: "eos", label: "" },
];

function granted(cells: Readonly<Record<string, Cell>>): readonly string[] {
  return grantedRights(tableOf(Object.keys(cells), []), Object.values(cells), INSTRUMENTS).map(english);
}

function summary(cells: Readonly<Record<string, Cell>>): string {
  return english(rightsSummary(tableOf(Object.keys(cells), []), Object.values(cells)));
}

describe("what a row grants, in words", () => {
  it("names each right that is held, and the level where there are several", () => {
    assert.deepEqual(granted({ username: "ann", api_export: 1, design: "1", user_rights: 2, lock_records: "2" }), [
      "Project Design and Setup",
      "User Rights: Read only",
      "API Export",
      "Lock/Unlock Records: Lock and unlock with e-signature",
    ]);
  });

  it("is silent about rights that are not held or not told", () => {
    assert.deepEqual(granted({ design: 0, user_rights: "0", api_export: "", calendar: null, forms: "" }), []);
  });

  it("groups instruments by right, by the labels people see, and by the name where there is none", () => {
    assert.deepEqual(granted({ forms: "visit:130,labs:129,ae:1,eos:129,gone:128" }), [
      "Instruments: View & edit (Visit, Adverse Events); Read only (Lab Results, eos); No access (gone)",
    ]);
  });

  it("counts instruments where there are more than three of a kind", () => {
    assert.deepEqual(granted({ forms: { visit: 1, labs: 130, ae: 1, eos: 130 } }), ["Instruments: View & edit (4)"]);
  });

  it("reads the same codes as export levels in the export map", () => {
    assert.deepEqual(granted({ forms_export: "visit:1,labs:2" }), [
      "Export: Full data set (Visit); De-identified (Lab Results)",
    ]);
  });

  it("shows a level that it does not know as it is", () => {
    assert.deepEqual(granted({ user_rights: 7, forms: "visit:5" }), [
      "User Rights: 7",
      "Instruments: Unknown (5) (Visit)",
    ]);
  });
});

describe("the summary of a role", () => {
  it("counts rights that are held and instruments that may be seen", () => {
    assert.equal(
      summary({ design: 1, user_rights: "2", calendar: 0, forms: "visit:1,labs:129,ae:0,eos:128" }),
      "2 rights, views 2 of 4 instruments",
    );
  });

  it("agrees with its numbers", () => {
    assert.equal(summary({ design: 1, forms: "visit:2" }), "1 right, views 1 of 1 instrument");
    assert.equal(summary({ design: 0, forms: "visit:7" }), "0 rights, views 0 of 1 instrument");
  });

  it("does not speak of instruments when REDCap did not", () => {
    assert.equal(summary({ design: 1, api_export: 1, forms: "", forms_export: "visit:1" }), "2 rights");
  });
});
