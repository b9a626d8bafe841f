import assert from "node:assert/strict";
import fc from "fast-check";
import { extended, NOTHING, selectOnly, toggled } from "../../../../src/webview/grid/selection";
import type { Selection } from "../../../../src/webview/grid/selection";

const SHOWN = ["ann", "bob", "carol", "dave", "eve"];
const selected = ({ keys, anchor }: Selection) => [[...keys].toSorted().join(" "), anchor];

describe("a selection of rows", () => {
  it("is one row after a click", () => {
    assert.deepEqual(selected(selectOnly("bob")), ["bob", "bob"]);
  });

  it("takes a row in and out by Ctrl+click, and leaves the others", () => {
    const both = toggled(selectOnly("bob"), "dave");
    assert.deepEqual(selected(both), ["bob dave", "dave"]);
    assert.deepEqual(selected(toggled(both, "bob")), ["dave", "bob"]);
    assert.deepEqual(selected(both), ["bob dave", "dave"], "the old selection stays as it was");
  });

  it("reaches from the anchor to the row by Shift+click, either way", () => {
    assert.deepEqual(selected(extended(selectOnly("bob"), "dave", SHOWN)), ["bob carol dave", "bob"]);
    assert.deepEqual(selected(extended(selectOnly("dave"), "bob", SHOWN)), ["bob carol dave", "dave"]);
  });

  it("turns around its anchor when extended the other way", () => {
    const down = extended(selectOnly("carol"), "eve", SHOWN);
    assert.deepEqual(selected(extended(down, "bob", SHOWN)), ["bob carol", "carol"]);
  });

  it("begins where Shift is pressed first", () => {
    const first = extended(NOTHING, "bob", SHOWN);
    assert.deepEqual(selected(first), ["bob", "bob"]);
    assert.deepEqual(selected(extended(first, "dave", SHOWN)), ["bob carol dave", "bob"]);
  });

  it("follows the order shown, and begins anew when a filter hides the anchor", () => {
    assert.deepEqual(selected(extended(selectOnly("eve"), "ann", ["eve", "carol", "ann", "bob"])), [
      "ann carol eve",
      "eve",
    ]);
    assert.deepEqual(selected(extended(selectOnly("bob"), "eve", ["ann", "dave", "eve"])), ["eve", "eve"]);
  });

  it("always holds both ends of what it was extended over", () => {
    const key = fc.constantFrom(...SHOWN);
    fc.assert(
      fc.property(key, key, (anchor, to) => {
        const { keys } = extended(selectOnly(anchor), to, SHOWN);
        const places = [...keys].map((each) => SHOWN.indexOf(each));
        assert.deepEqual([keys.has(anchor), keys.has(to)], [true, true]);
        assert.equal(Math.max(...places) - Math.min(...places) + 1, keys.size);
      }),
    );
  });
});
