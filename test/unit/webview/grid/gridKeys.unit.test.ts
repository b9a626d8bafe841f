import assert from "node:assert/strict";
import fc from "fast-check";
import { gridKey } from "../../../../src/webview/grid/gridKeys";
import type { KeyAct, KeyContext } from "../../../../src/webview/grid/gridKeys";
import { NOTHING, selectOnly } from "../../../../src/webview/grid/selection";

const KEYS = ["ann", "bob", "Bea", "carol", "dave"];
const HERE: KeyContext = { place: { row: 1, column: 1 }, keys: KEYS, columnCount: 3, page: 3, selection: NOTHING };

/** "ctrl+shift+End" as the browser tells it. */
function press(keys: string, context: Partial<KeyContext> = {}): KeyAct | undefined {
  const parts = keys === "+" ? ["+"] : keys.split("+");
  const key = parts.at(-1) ?? "";
  const [ctrlKey, metaKey, shiftKey, altKey] = ["ctrl", "meta", "shift", "alt"].map((name) => parts.includes(name));
  return gridKey(
    { key, ctrlKey: !!ctrlKey, metaKey: !!metaKey, shiftKey: !!shiftKey, altKey: !!altKey },
    { ...HERE, ...context },
  );
}

const to = (keys: string, context?: Partial<KeyContext>) => {
  const place = press(keys, context)?.to;
  return place && [place.row, place.column];
};
const at = (row: number, column = 1) => ({ place: { row, column } });

describe("moving in the grid", () => {
  it("goes one cell by an arrow and stops at the edges, with the header above the first row", () => {
    assert.deepEqual(
      ["ArrowDown", "ArrowUp", "ArrowRight", "ArrowLeft"].map((key) => to(key)),
      [
        [2, 1],
        [0, 1],
        [1, 2],
        [1, 0],
      ],
    );
    assert.deepEqual(to("ArrowUp", at(0)), [-1, 1]);
    assert.deepEqual(to("ArrowUp", at(-1)), [-1, 1]);
    assert.deepEqual(to("ArrowDown", at(4)), [4, 1]);
    assert.deepEqual(to("ArrowRight", at(1, 2)), [1, 2]);
    assert.deepEqual(to("ArrowLeft", at(1, 0)), [1, 0]);
  });

  it("goes to the ends of the row by Home and End, of the grid with Ctrl or Cmd", () => {
    assert.deepEqual(
      ["Home", "End", "ctrl+Home", "ctrl+End", "meta+End"].map((key) => to(key)),
      [
        [1, 0],
        [1, 2],
        [0, 0],
        [4, 2],
        [4, 2],
      ],
    );
  });

  it("goes a page at a time, and stops at the first row, not in the header", () => {
    assert.deepEqual(to("PageDown"), [4, 1]);
    assert.deepEqual(to("PageUp", at(4)), [1, 1]);
    assert.deepEqual(to("PageUp"), [0, 1]);
    assert.deepEqual(to("PageDown", at(0)), [3, 1]);
  });

  it("goes on by a row where the window is too low for a page", () => {
    assert.deepEqual(to("PageDown", { page: -1 }), [2, 1]);
    assert.deepEqual(to("PageUp", { page: 0 }), [0, 1]);
  });

  it("goes to the next row whose key begins with a letter, around the end, in any case", () => {
    assert.deepEqual(to("b"), [2, 1]);
    assert.deepEqual(to("B", at(2)), [1, 1]);
    assert.deepEqual(to("a"), [0, 1]);
    assert.deepEqual(to("d", at(-1)), [4, 1]);
    assert.deepEqual(press("z"), { typed: "z" });
  });

  it("stays where more letters still lead, goes on where they do not, and says what was typed", () => {
    assert.deepEqual(press("e", { typed: "b", place: { row: 1, column: 1 } })?.to, { row: 2, column: 1 });
    assert.deepEqual(press("e", { typed: "b", place: { row: 2, column: 1 } })?.to, { row: 2, column: 1 });
    assert.deepEqual(press("o", { typed: "b" }), { typed: "bo", to: { row: 1, column: 1 } });
    assert.deepEqual(press("x", { typed: "bo" }), { typed: "box" });
  });

  it("never leaves the grid", () => {
    const moves = fc.constantFrom(
      ...["ArrowDown", "ArrowUp", "ArrowLeft", "ArrowRight", "PageDown", "PageUp", "Home", "End", "ctrl+Home"],
      ...["ctrl+End", "shift+ArrowDown", "shift+End", "a", "b"],
    );
    fc.assert(
      fc.property(fc.array(moves), fc.integer({ min: -2, max: 9 }), fc.nat({ max: 5 }), (pressed, page, count) => {
        let context: KeyContext = { ...HERE, page, keys: KEYS.slice(0, count), place: { row: -1, column: 0 } };
        for (const keys of pressed) context = { ...context, place: press(keys, context)?.to ?? context.place };
        const { row, column } = context.place;
        assert.ok(row >= -1 && row < count && column >= 0 && column < 3, `${row}, ${column}`);
      }),
    );
  });
});

describe("selecting with the keyboard", () => {
  const keysOf = (act: KeyAct | undefined) => act?.selection && [...act.selection.keys];

  it("extends from where Shift was first held", () => {
    const down = press("shift+ArrowDown");
    assert.deepEqual([down?.to?.row, keysOf(down), down?.selection?.anchor], [2, ["bob", "Bea"], "bob"]);
    const back = press("shift+ctrl+Home", { ...at(2), selection: selectOnly("bob") });
    assert.deepEqual(keysOf(back), ["ann", "bob"]);
  });

  it("selects the row that it moves to, as every list of VS Code does", () => {
    const selected = selectOnly("ann");
    for (const key of ["ArrowDown", "PageDown", "ctrl+End", "d"])
      assert.equal(keysOf(press(key, { selection: selected }))?.length, 1, key);
    assert.deepEqual(keysOf(press("ArrowDown", { selection: selected })), ["Bea"]);
    assert.deepEqual(keysOf(press("ctrl+Home", at(0))), ["ann"]);
  });

  it("only moves with Ctrl and an arrow, and sideways", () => {
    assert.deepEqual(press("ctrl+ArrowDown"), { to: { row: 2, column: 1 } });
    assert.deepEqual(press("ArrowRight"), { to: { row: 1, column: 2 } });
    assert.deepEqual(press("Home"), { to: { row: 1, column: 0 } });
    assert.deepEqual(press("ArrowUp", at(0)), { to: { row: -1, column: 1 } });
  });

  it("takes the row in and out by Ctrl+Space or Shift+Space", () => {
    assert.deepEqual(keysOf(press("ctrl+ ")), ["bob"]);
    assert.deepEqual(keysOf(press("shift+ ", { selection: selectOnly("bob") })), []);
    assert.deepEqual(press("ctrl+ ", at(-1)), { enter: true });
  });

  it("takes every row shown by Ctrl+A or Cmd+A, and none by Escape", () => {
    assert.deepEqual(keysOf(press("ctrl+a")), KEYS);
    assert.deepEqual(keysOf(press("meta+A")), KEYS);
    assert.deepEqual(keysOf(press("Escape", { selection: selectOnly("bob") })), []);
  });
});

describe("other keys in the grid", () => {
  it("edit the cell, or sort by the header", () => {
    for (const key of ["Enter", "F2", " "]) assert.deepEqual(press(key), { enter: true });
  });

  it("filter by the column with Alt+Down, also from the header", () => {
    assert.deepEqual(press("alt+ArrowDown"), { filter: true });
    assert.deepEqual(press("alt+ArrowDown", at(-1)), { filter: true });
    assert.equal(press("alt+ArrowUp"), undefined);
  });

  it("make a column wider and narrower from its header, and go on elsewhere", () => {
    assert.deepEqual(press("ctrl+ArrowRight", at(-1)), { resize: 20 });
    assert.deepEqual(press("meta+ArrowLeft", at(-1)), { resize: -20 });
    assert.deepEqual(to("ctrl+ArrowRight"), [1, 2]);
  });

  it("find rows by the name that people read, where that is not the key", () => {
    assert.deepEqual(to("z", { names: () => ["a", "b", "c", "Zoe", "d"] }), [3, 1]);
    assert.equal(to("c", { names: () => ["a", "b", "x", "Zoe", "d"] }), undefined);
  });

  it("are left to VS Code and the browser", () => {
    for (const keys of ["Tab", "ctrl+z", "ctrl+s", "meta+c", "alt+b", "F1", "Shift", "Delete"])
      assert.equal(press(keys), undefined, keys);
  });
});
