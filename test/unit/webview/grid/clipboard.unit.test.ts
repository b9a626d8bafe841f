import assert from "node:assert/strict";
import fc from "fast-check";
import type { GridColumn, GridContent, GridRow } from "../../../../src/editors/protocol";
import { copyRows, parseTsv, pasteCells, valueOf } from "../../../../src/webview/grid/clipboard";

const column = (name: string, kind: GridColumn["kind"], part: Partial<GridColumn> = {}): GridColumn => ({
  ...{ name, title: name.toUpperCase(), help: "", kind, editable: kind !== "key" && kind !== "context", width: 100 },
  ...part,
});

const COLUMNS = [
  column("username", "key"),
  column("email", "context"),
  column("expiration", "date"),
  column("design", "flag", { options: "flags", own: true }),
  column("role", "reference", { options: "roles" }),
  column("forms", "formRights"),
];
const [, , DATE, FLAG, ROLE, FORMS] = COLUMNS;
assert.ok(DATE && FLAG && ROLE && FORMS);

const options = (...pairs: readonly (readonly [string, string])[]) =>
  pairs.map(([value, label]) => ({ value, label, hint: "" }));

const ANN: GridRow = { key: "ann", cells: ["ann", "a@x", "2026-12-31", "1", "U-1", "visit:130"], state: "" };
const BOB: GridRow = { key: "bob", cells: ["bob", "b@x", "", "", "", ""], state: "", given: "Lead" };
const CAROL: GridRow = { key: "carol", cells: ["carol", "c@x", "", "0", "", "visit:128"], state: "" };
const ROWS = [ANN, BOB, CAROL];

const CONTENT: GridContent = {
  columns: COLUMNS,
  options: {
    flags: options(["0", "No"], ["1", "Yes"]),
    roles: options(["", "No role"], ["U-1", "Lead"], ["U-2", "Team"], ["U-3", "Team"]),
  },
  forms: { instruments: [{ name: "visit", label: "Visit" }], encoding: "bits" },
  rows: ROWS,
  status: { project: "Trial", changes: 0, inProject: 0, problems: [], readAt: "", moved: false },
  draft: "roles",
  rowActions: [],
  matrix: false,
};
const ALL = COLUMNS.map((_, index) => index);

const paste = (text: string, row: number, at: number, selected: readonly GridRow[] = []) =>
  pasteCells(CONTENT, text, { rows: ROWS, row, column: at, selected });
const short = ({ changes }: ReturnType<typeof pasteCells>) =>
  changes.map(({ key, column: name, value }) => `${key} ${name}=${value}`);

describe("copying cells to a spreadsheet", () => {
  it("takes whole rows with titles, in words, and maps as REDCap writes them", () => {
    assert.equal(
      copyRows(CONTENT, [ANN, CAROL], ALL, true),
      "USERNAME\tEMAIL\tEXPIRATION\tDESIGN\tROLE\tFORMS\nann\ta@x\t2026-12-31\tYes\tLead\tvisit:130\ncarol\tc@x\t\tNo\t\tvisit:128",
    );
  });

  it("takes some columns without titles", () => {
    assert.equal(copyRows(CONTENT, [ANN, CAROL], [3, 4], false), "Yes\tLead\nNo\t");
  });
});

describe("reading what a spreadsheet copied", () => {
  it("tells cells and lines apart, also those in quotes", () => {
    assert.deepEqual(parseTsv('a\tb\r\n"c ""d""\te"\t\r\n'), [
      ["a", "b"],
      ['c "d"\te', ""],
    ]);
    assert.deepEqual(parseTsv("one"), [["one"]]);
    assert.deepEqual(parseTsv("a\n\nb"), [["a"], [""], ["b"]]);
  });

  it("reads back what copying wrote", () => {
    const cell = fc.string({ unit: fc.constantFrom("a", "\t", "\n", '"', " ", "é") });
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1 }), (cells) => {
        const columns = [column("a", "text"), column("b", "text")];
        const rows = cells.map((each, index) => ({ key: String(index), cells: each, state: "" }));
        // A last blank cell cannot be told from the end of the text.
        const text = `${copyRows({ ...CONTENT, columns }, rows, [0, 1], false)}\n`;
        assert.deepEqual(parseTsv(text), cells);
      }),
    );
  });
});

describe("what a text means in a column", () => {
  it("is a name or an id, in any case, and nothing where two have the name", () => {
    assert.equal(valueOf(ROLE, "lead", CONTENT), "U-1");
    assert.equal(valueOf(ROLE, " U-2 ", CONTENT), "U-2");
    assert.equal(valueOf(ROLE, "Team", CONTENT), undefined);
    assert.equal(valueOf(ROLE, "no ROLE", CONTENT), "");
  });

  it("is a day that exists, or a blank", () => {
    assert.equal(valueOf(DATE, "2026-02-28", CONTENT), "2026-02-28");
    assert.equal(valueOf(DATE, "", CONTENT), "");
    assert.equal(valueOf(DATE, "2026-02-30", CONTENT), undefined);
    assert.equal(valueOf(DATE, "28.2.2026", CONTENT), undefined);
  });

  it("is Yes or No as spreadsheets write them", () => {
    assert.deepEqual(
      ["Yes", "TRUE", "x", "1"].map((text) => valueOf(FLAG, text, CONTENT)),
      ["1", "1", "1", "1"],
    );
    assert.deepEqual(
      ["no", "FALSE", "0"].map((text) => valueOf(FLAG, text, CONTENT)),
      ["0", "0", "0"],
    );
    assert.equal(valueOf(FLAG, "perhaps", CONTENT), undefined);
  });

  it("is a map of instruments that the project has", () => {
    assert.equal(valueOf(FORMS, "visit:128", CONTENT), "visit:128");
    assert.equal(valueOf(FORMS, "vist:128", CONTENT), undefined);
    assert.equal(valueOf(FORMS, "everything", CONTENT), undefined);
  });
});

describe("pasting cells", () => {
  it("goes down and to the right of the active cell", () => {
    assert.deepEqual(short(paste("2027-01-31\n2027-02-28", 0, 2)), [
      "ann expiration=2027-01-31",
      "bob expiration=2027-02-28",
    ]);
    assert.deepEqual(short(paste("No\tno role", 0, 3)), ["ann design=0", "ann role="]);
  });

  it("puts a single cell into every selected row", () => {
    assert.deepEqual(short(paste("2027-01-31", 0, 2, [ANN, CAROL])), [
      "ann expiration=2027-01-31",
      "carol expiration=2027-01-31",
    ]);
  });

  it("goes by name and title where whole rows come back, in any order", () => {
    const pasted = paste("ROLE\tUSERNAME\tEMAIL\nLead\tcarol\tnew@x\nno role\tann\ta@x", 2, 0);
    assert.deepEqual([short(pasted), pasted.leftOut], [["carol role=U-1", "ann role="], 0]);
  });

  it("changes nothing where the same rows come back", () => {
    const pasted = paste(copyRows(CONTENT, ROWS, ALL, true), 0, 0);
    assert.deepEqual(pasted, { changes: [], leftOut: 0 });
  });

  it("leaves out what a role gives, and what is beyond the grid, and says how many", () => {
    assert.deepEqual(paste("Yes\nYes\nYes\nYes", 0, 3), {
      changes: [{ key: "carol", column: "design", value: "1" }],
      leftOut: 2,
    });
  });

  it("is refused as a whole when one cell means nothing in its column", () => {
    assert.deepEqual(paste("2027-01-31\nsoon", 0, 2), {
      changes: [],
      leftOut: 0,
      refused: { text: "soon", column: "EXPIRATION" },
    });
  });
});
