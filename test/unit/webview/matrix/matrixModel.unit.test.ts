import assert from "node:assert/strict";
import type { GridContent, GridRow } from "../../../../src/editors/protocol";
import { matrixRows } from "../../../../src/webview/matrix/matrixModel";
import { formDifference } from "../../../../src/webview/cellLabels";

const role = (key: string, ...cells: readonly string[]): GridRow => ({ key, cells: [key, ...cells], state: "" });
const ROLES = [role("Lead", "1", "visit:130"), role("Team", "0", "visit:129"), role("Guest", "0", "visit:129,old:2")];
const CONTENT: GridContent = {
  columns: [
    { name: "role_label", title: "Role Name", help: "", kind: "text", editable: true, width: 100 },
    { name: "design", title: "Design", help: "Change it.", kind: "flag", options: "flags", editable: true, width: 100 },
    { name: "forms", title: "Viewing", help: "", kind: "formRights", editable: true, width: 100 },
  ],
  options: {
    flags: [
      { value: "0", label: "No", hint: "" },
      { value: "1", label: "Yes", hint: "" },
    ],
  },
  forms: { instruments: [{ name: "visit", label: "Visit" }], encoding: "bits" },
  rows: ROLES,
  status: { project: "Trial", changes: 0, inProject: 0, problems: [], readAt: "", moved: false },
  draft: "roles",
  rowActions: [],
  matrix: true,
};

describe("roles side by side", () => {
  it("have a row for each right and each instrument, in words, with what most roles have", () => {
    assert.deepEqual(
      matrixRows(CONTENT, ROLES).map(({ title, section, cells, usual, differs }) => [
        section ?? "",
        title,
        cells.join("/"),
        usual,
        differs,
      ]),
      [
        ["", "Design", "Yes/No/No", "No", true],
        ["Viewing", "Visit", "View & edit/Read only/Read only", "Read only", true],
        ["", "old", "//Read only", "", true],
      ],
    );
  });

  it("differ in nothing where all have the same", () => {
    const [, team, guest] = ROLES;
    assert.ok(team && guest);
    assert.deepEqual(
      matrixRows(CONTENT, [team, guest]).map(({ differs }) => differs),
      [false, false, true],
    );
  });
});

describe("what changed in a map of instruments", () => {
  it("is said by instrument, in words, and not where two codes mean the same", () => {
    const name = (form: string) => form.toUpperCase();
    assert.equal(
      formDifference("formRights", "visit:1,labs:2,gone:0", "visit:130,labs:130", name),
      "LABS: Read only → View & edit; GONE: No access → Unknown",
    );
    assert.equal(formDifference("formExport", "visit:1", "visit:0", name), "VISIT: Full data set → No access");
  });
});
