import assert from "node:assert/strict";
import type { GridColumn, GridRow } from "../../../../src/editors/protocol";
import { canEdit, cellEdits } from "../../../../src/webview/grid/editing";
import { foundUsers } from "../../../../src/webview/bars/foundUsers";

const DATE: GridColumn = { name: "expiration", title: "", help: "", kind: "date", editable: true, width: 100 };
const RIGHT: GridColumn = { name: "design", title: "", help: "", kind: "flag", editable: true, own: true, width: 100 };
const EMAIL: GridColumn = { name: "email", title: "", help: "", kind: "context", editable: false, width: 100 };
const COLUMNS = [EMAIL, DATE, RIGHT];

const row = (key: string, cells: readonly string[], part: Partial<GridRow> = {}): GridRow => ({
  ...{ key, cells, state: "" },
  ...part,
});
const ANN = row("ann", ["ann@x.org", "", "0"]);
const BOB = row("bob", ["Bob@x.org", "2027-01-31", ""], { given: "Lead" });
const GONE = row("eve", ["", "", "0"], { change: "removed" });

describe("what can be edited", () => {
  it("is neither what stands beside the cells, nor a right that a role gives, nor a row that goes", () => {
    const editable = [ANN, BOB, GONE].map((each) => COLUMNS.map((column) => canEdit(column, each)));
    assert.deepEqual(editable, [
      [false, true, true],
      [false, true, false],
      [false, false, false],
    ]);
  });
});

describe("a wish for several rows", () => {
  it("becomes a change of each that reads otherwise, and counts those that cannot have it", () => {
    assert.deepEqual(cellEdits([ANN, BOB, GONE], COLUMNS, [{ column: DATE, value: () => "2027-01-31" }]), {
      changes: [{ key: "ann", column: "expiration", value: "2027-01-31" }],
      leftOut: 1,
    });
    assert.deepEqual(cellEdits([ANN, BOB], COLUMNS, [{ column: RIGHT, value: () => "1" }]), {
      changes: [{ key: "ann", column: "design", value: "1" }],
      leftOut: 1,
    });
  });

  it("may differ from row to row", () => {
    const { changes } = cellEdits([ANN, BOB], COLUMNS, [{ column: DATE, value: ({ key }) => key }]);
    assert.deepEqual(
      changes.map(({ value }) => value),
      ["ann", "bob"],
    );
  });
});

describe("finding people by a list", () => {
  const content = { rows: [ANN, BOB, GONE], columns: COLUMNS };

  it("takes usernames and e-mail addresses, in any case and however they are separated", () => {
    assert.deepEqual(foundUsers(content, "ANN; <bob@X.org>,\n ann"), { keys: ["ann", "bob"], unknown: [] });
  });

  it("says who is not there", () => {
    assert.deepEqual(foundUsers(content, "ann zoe\nyves"), { keys: ["ann"], unknown: ["zoe", "yves"] });
    assert.deepEqual(foundUsers(content, " \n"), { keys: [], unknown: [] });
  });
});
