import assert from "node:assert/strict";
import fc from "fast-check";
import { Lines } from "../../../src/codec/place";

describe("the lines of a text", () => {
  it("end with a line feed, a carriage return or both, and the last has no end", () => {
    assert.deepEqual(
      ["", "a", "a\n", "a\r\n", "a\r", "\r\r\n\n", "a\n\rb"].map((text) => new Lines(text).count),
      [1, 1, 2, 2, 2, 4, 3],
    );
  });

  it("tell of every letter its line and column, counted from 1", () => {
    const text = "ab\r\n\nc\rd";
    const lines = new Lines(text);
    const places = ["a", "b", "\r", "\n", "\n\nc", "c", "d"].map((letters) => lines.at(text.indexOf(letters)));
    assert.deepEqual(
      places.map(({ line, column }) => `${line}:${column}`),
      ["1:1", "1:2", "1:3", "1:4", "1:4", "3:1", "4:1"],
    );
    assert.deepEqual(lines.at(text.length), { line: 4, column: 2 });
  });

  it("are those of a text that is divided at its line ends", () => {
    const piece = fc.constantFrom("a", "bc", "\n", "\r", "\r\n");
    fc.assert(
      fc.property(
        fc.array(piece).map((parts) => parts.join("")),
        fc.nat(),
        (text, at) => {
          const index = text === "" ? 0 : at % text.length;
          // A place between the two letters of a line end belongs to the line that ends there.
          const whole = text.slice(0, index).replace(/\r$/, (end) => (text[index] === "\n" ? "" : end));
          const lines = new Lines(text);
          assert.equal(lines.count, text.split(/\r\n|\r|\n/).length);
          assert.equal(lines.at(index).line, whole.split(/\r\n|\r|\n/).length);
        },
      ),
    );
  });
});
