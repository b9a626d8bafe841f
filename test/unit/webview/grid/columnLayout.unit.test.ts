import assert from "node:assert/strict";
import type { GridColumn } from "../../../../src/editors/protocol";
import { columnLayout, drawnColumns, scrollToColumn } from "../../../../src/webview/grid/columnLayout";

const columns = (...widths: readonly number[]): readonly GridColumn[] =>
  widths.map((width, index) => ({
    ...{ name: `c${index}`, title: "", help: "", kind: "text", editable: true, width },
  }));

describe("widths of columns", () => {
  it("grow together to fill the room, but to no more than twice", () => {
    assert.deepEqual(columnLayout(columns(100, 200), {}, 450).widths, [150, 300]);
    assert.deepEqual(columnLayout(columns(100, 200), {}, 4000).widths, [200, 400]);
  });

  it("shrink a little where that brings all into view, and not where it does not", () => {
    assert.deepEqual(columnLayout(columns(100, 200), {}, 240).widths, [80, 160]);
    assert.deepEqual(columnLayout(columns(100, 200), {}, 200).widths, [100, 200]);
  });

  it("stay as somebody dragged them", () => {
    assert.deepEqual(columnLayout(columns(100, 100), { c0: 60 }, 360).widths, [60, 200]);
    assert.deepEqual(columnLayout(columns(100, 100), { c0: 60, c1: 70 }, 360), {
      widths: [60, 70],
      lefts: [0, 60],
      total: 130,
    });
  });
});

describe("columns to draw", () => {
  const wide = columnLayout(columns(...Array.from({ length: 45 }, () => 150)), {}, 900);

  it("are the first, which stays in view, and those in the window", () => {
    assert.deepEqual(drawnColumns(wide, 3000, 900), [0, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27]);
    assert.deepEqual(drawnColumns(wide, 0, 900), [0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it("are brought into view beside the first, from either side", () => {
    assert.equal(scrollToColumn(wide, 10, 3000, 900), 1350);
    assert.equal(scrollToColumn(wide, 10, 0, 900), 750);
    assert.equal(scrollToColumn(wide, 3, 0, 900), 0);
    assert.equal(scrollToColumn(wide, 0, 700, 900), 0);
  });
});
