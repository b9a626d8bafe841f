import assert from "node:assert/strict";
import fc from "fast-check";
import { minimalEdit } from "../../../src/codec/minimalEdit";

function applied(before: string, after: string): string {
  const edit = minimalEdit(before, after);
  return edit ? before.slice(0, edit.start) + edit.text + before.slice(edit.end) : before;
}

/** Few different letters, so that texts share much; pairs and line ends that must not be torn apart among them. */
const text = fc.string({
  unit: fc.constantFrom("a", "b", ",", "\r", "\n", "\r\n", "😀", "😁", "\u{20000}"),
  maxLength: 12,
});

describe("the smallest edit between two texts", () => {
  it("is none between equal texts", () => {
    assert.equal(minimalEdit("a,b\n", "a,b\n"), undefined);
    assert.equal(minimalEdit("", ""), undefined);
  });

  it("replaces only what differs", () => {
    assert.deepEqual(minimalEdit("ann,U-1\nbob,U-1\n", "ann,U-1\nbob,U-2\n"), { start: 14, end: 15, text: "2" });
    assert.deepEqual(minimalEdit("ann,\n", "ann,U-1\n"), { start: 4, end: 4, text: "U-1" });
    assert.deepEqual(minimalEdit("ann,U-1\n", "ann,\n"), { start: 4, end: 7, text: "" });
  });

  it("does not count a letter for both ends", () => {
    assert.deepEqual(minimalEdit("aa", "aaa"), { start: 2, end: 2, text: "a" });
    assert.deepEqual(minimalEdit("aba", "aa"), { start: 1, end: 2, text: "" });
  });

  it("finds the place in texts of any length", () => {
    const many = "ann,U-1\n".repeat(2000);
    for (const place of [0, 4095, 4096, 4097, 8192, 15_999]) {
      const after = `${many.slice(0, place)}#${many.slice(place + 1)}`;
      assert.deepEqual(minimalEdit(many, after), { start: place, end: place + 1, text: "#" });
      assert.deepEqual(minimalEdit(many, `${many.slice(0, place)}#${many.slice(place)}`), {
        start: place,
        end: place,
        text: "#",
      });
    }
  });

  it("is in long texts what comparing letter by letter finds", () => {
    const line = fc.constantFrom("ann,U-1\n", "bob,\n", "a".repeat(700));
    const long = fc.array(line, { maxLength: 400 }).map((lines) => lines.join(""));
    const place = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(long, place, fc.nat({ max: 900 }), fc.oneof(line, fc.constant("")), (before, share, gone, put) => {
        const at = Math.floor(share * before.length);
        const after = before.slice(0, at) + put + before.slice(at + gone);
        const differ = (a: string, b: string) => [...a].findIndex((letter, index) => letter !== b[index]);
        fc.pre(before !== after);
        const [first, shorter] = [differ(`${before}|`, `${after}|`), Math.min(before.length, after.length)];
        const start = Math.min(first, shorter);
        let tail = 0;
        while (tail < shorter - start && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
        const end = before.length - tail;
        assert.deepEqual(minimalEdit(before, after), { start, end, text: after.slice(start, after.length - tail) });
      }),
    );
  });

  it("replaces letters of two units whole", () => {
    assert.deepEqual(minimalEdit("x😀y", "x😁y"), { start: 1, end: 3, text: "😁" });
    // U+1F600 and U+20200 end in the same unit.
    assert.deepEqual(minimalEdit("😀", "\u{20200}"), { start: 0, end: 2, text: "\u{20200}" });
  });

  it("replaces line ends whole", () => {
    assert.deepEqual(minimalEdit("a\r\nb", "a\nb"), { start: 1, end: 3, text: "\n" });
    assert.deepEqual(minimalEdit("a\r\nb", "a\rb"), { start: 1, end: 3, text: "\r" });
  });

  it("turns any text into any other", () => {
    fc.assert(fc.property(text, text, (before, after) => assert.equal(applied(before, after), after)));
    const anything = fc.string({ unit: "binary" });
    fc.assert(fc.property(anything, anything, (before, after) => assert.equal(applied(before, after), after)));
  });

  it("begins and ends between letters, before and after", () => {
    const torn = (whole: string, place: number) =>
      /^([\ud800-\udbff][\udc00-\udfff]|\r\n)$/.test(whole.slice(Math.max(0, place - 1), place + 1));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const edit = minimalEdit(before, after);
        if (!edit) return;
        const places = [
          [before, edit.start],
          [before, edit.end],
          [after, edit.start],
          [after, edit.start + edit.text.length],
        ] as const;
        assert.deepEqual(
          places.filter(([whole, place]) => torn(whole, place)),
          [],
        );
      }),
    );
  });

  it("never touches the records before and behind those that differ", () => {
    const records = fc.array(fc.string({ unit: fc.constantFrom("x", "y", ",", "😀", '"'), maxLength: 6 }), {
      maxLength: 4,
    });
    fc.assert(
      fc.property(records, records, records, records, (first, was, is, last) => {
        // Numbered, so that no record of one part is also one of another.
        const lines = (of: readonly string[], part: string) =>
          of.map((cells, row) => `${part}${row},${cells}\n`).join("");
        const [prefix, suffix] = [lines(first, "first"), lines(last, "last")];
        const before = prefix + lines(was, "was") + suffix;
        const edit = minimalEdit(before, prefix + lines(is, "is") + suffix);
        if (!edit) return;
        assert.ok(edit.start >= prefix.length);
        assert.ok(edit.end <= before.length - suffix.length);
      }),
    );
  });
});
