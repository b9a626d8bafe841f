import assert from "node:assert/strict";
import fc from "fast-check";
import type { GridColumn, GridRow } from "../../../../src/editors/protocol";
import { drawnRange, INITIAL_VIEW as ALL, visibleRows } from "../../../../src/webview/grid/visibleRows";
import type { ViewState } from "../../../../src/webview/grid/visibleRows";

const [NAME, ROLE, FLAG]: readonly GridColumn[] = [
  { name: "username", title: "Username", help: "", kind: "key", editable: false, width: 100 },
  { name: "role", title: "Role", help: "", kind: "reference", options: "roles", editable: true, width: 100 },
  { name: "design", title: "Design", help: "", kind: "flag", options: "flags", editable: true, width: 100 },
];
const ROLES = ["Data Entry", "Monitor", "data manager", "", "Team"];
const OPTIONS = {
  roles: ROLES.map((label) => ({ value: `U-${label}`, label, hint: "" })),
  flags: [{ value: "1", label: "Yes", hint: "" }],
};

/** Roles stand in the cells by their ids. */
function row(key: string, role: string, changed = false): GridRow {
  return { key, cells: [key, `U-${role}`, "1"], state: "", ...(changed ? { change: "changed" } : {}) };
}

const ROWS = [
  row("site10", "Data Entry"),
  row("ann", "Monitor", true),
  row("Site9", "data manager"),
  row("bob", "", true),
];
const contentOf = (rows: readonly GridRow[]) => ({
  rows,
  columns: [NAME, ROLE, FLAG].flatMap((column) => column ?? []),
  options: OPTIONS,
});

function shown(view: Partial<ViewState>, rows: readonly GridRow[] = ROWS): string {
  return visibleRows(contentOf(rows), { ...ALL, ...view })
    .map((index) => rows[index]?.key)
    .join(" ");
}

describe("the rows to show", () => {
  it("are all of them, in the draft's order, until somebody asks for less", () => {
    assert.equal(shown({}), "site10 ann Site9 bob");
    assert.equal(shown({ filter: "   " }), "site10 ann Site9 bob");
  });

  it("hold every word of the filter in some cell, in any case", () => {
    assert.equal(shown({ filter: "DATA" }), "site10 Site9");
    assert.equal(shown({ filter: "data site9" }), "Site9");
    assert.equal(shown({ filter: "data monitor" }), "");
  });

  it("are found by what is shown, not by the id behind it", () => {
    assert.equal(shown({ filter: "U-Mon" }), "");
  });

  it("are not found by Yes and No, which nearly every row has", () => {
    assert.equal(shown({ filter: "yes" }), "");
  });

  it("have one value of a column, or hold a text in it, and pass every such filter", () => {
    assert.equal(shown({ columns: { role: { is: "Data Entry" } } }), "site10");
    assert.equal(shown({ columns: { role: { has: "DATA" } } }), "site10 Site9");
    assert.equal(shown({ columns: { role: { has: "data" }, username: { has: "9" } } }), "Site9");
    assert.equal(shown({ columns: { role: { is: "" } } }), "bob");
    assert.equal(shown({ columns: { gone: { is: "x" } } }), "site10 ann Site9 bob");
  });

  it("are those with changes when asked for", () => {
    assert.equal(shown({ onlyChanged: true }), "ann bob");
    assert.equal(shown({ onlyChanged: true, filter: "mon" }), "ann");
  });

  it("sort by a column as people read it, numbers by size and blanks first", () => {
    assert.equal(shown({ sort: { column: "username", descending: false } }), "ann bob Site9 site10");
    assert.equal(shown({ sort: { column: "username", descending: true } }), "site10 Site9 bob ann");
    assert.equal(shown({ sort: { column: "role", descending: false } }), "bob site10 Site9 ann");
  });

  it("keep the draft's order among equals, either way, and when the column is gone", () => {
    const equal = ["c", "a", "b"].map((key) => row(key, "Team"));
    for (const descending of [false, true]) {
      assert.equal(shown({ sort: { column: "role", descending } }, equal), "c a b");
      assert.equal(shown({ sort: { column: "gone", descending } }, equal), "c a b");
    }
  });

  it("are the same rows in any order", () => {
    const rows = fc
      .array(fc.tuple(fc.string(), fc.string(), fc.boolean()))
      .map((all) => all.map((each) => row(...each)));
    fc.assert(
      fc.property(rows, fc.boolean(), fc.string({ maxLength: 1 }), (all, descending, filter) => {
        const plain = visibleRows(contentOf(all), { ...ALL, filter });
        const sorted = visibleRows(contentOf(all), { ...ALL, filter, sort: { column: "username", descending } });
        assert.deepEqual(
          sorted.toSorted((a, b) => a - b),
          plain,
        );
      }),
    );
  });
});

describe("the rows to draw", () => {
  it("are those in the window and four on either side", () => {
    assert.deepEqual(drawnRange(2800, 280, 28, 1000), [96, 114]);
  });

  it("end where the rows do", () => {
    assert.deepEqual(drawnRange(0, 280, 28, 1000), [0, 14]);
    assert.deepEqual(drawnRange(0, 280, 28, 5), [0, 5]);
    assert.deepEqual(drawnRange(0, 280, 28, 0), [0, 0]);
    assert.deepEqual(drawnRange(-50, 280, 28, 1000), [0, 13]);
  });

  it("are none while the window is still beyond what a filter left", () => {
    const [first, last] = drawnRange(28_000, 280, 28, 10);
    assert.equal(last - first, 0);
  });

  it("are every row of which a part is in the window", () => {
    fc.assert(
      fc.property(fc.nat({ max: 30_000 }), fc.nat({ max: 2000 }), fc.nat({ max: 1000 }), (top, height, count) => {
        const [first, last] = drawnRange(top, height, 28, count);
        assert.ok(first >= 0 && first <= last);
        for (let index = 0; index < count; index++) {
          const inWindow = (index + 1) * 28 > top && index * 28 < top + height;
          if (inWindow) assert.ok(index >= first && index < last, `row ${index}`);
        }
      }),
    );
  });
});
