import assert from "node:assert/strict";
import fc from "fast-check";
import Papa from "papaparse";
import { decodeCsv } from "../../../src/codec/csv";
import { csvShape } from "../../../src/codec/csvCursor";
import { csvPlaces, readRecords } from "../../../src/codec/csvRecords";

const NASTY = fc.string({ unit: fc.constantFrom("a", "é", '"', '"', ",", ",", ";", "\t", "\n", "\n", "\r\n", " ") });

describe("the place of a cell in a CSV text", () => {
  const text = 'username,role\nann,"x\ny"\n\n bob ,"say ""hi"""\n';
  const place = csvPlaces(text);

  it("is its line, its column, and where it begins and how long it is, with its quotes", () => {
    assert.deepEqual(place(-1, 1), { line: 1, column: 10, offset: 9, length: 4 });
    assert.deepEqual(place(0, 1), { line: 2, column: 5, offset: 18, length: 5 });
    assert.deepEqual(place(1, 0), { line: 5, column: 1, offset: 25, length: 5 });
    assert.deepEqual(place(1, 1), { line: 5, column: 7, offset: 31, length: 12 });
  });

  it("is none where there is no such cell", () => {
    assert.deepEqual([place(2, 0), place(0, 2), place(-2, 0)], [undefined, undefined, undefined]);
    assert.equal(csvPlaces("")(-1, 0), undefined);
  });

  it("counts lines as editors do, and a byte order mark as part of none", () => {
    const of = csvPlaces("\uFEFFa;b\r\n1;2\r\n");
    assert.deepEqual(of(-1, 0), { line: 1, column: 1, offset: 1, length: 1 });
    assert.deepEqual(of(0, 1), { line: 2, column: 3, offset: 8, length: 1 });
  });

  it("holds exactly what the cell says, whatever the text", () => {
    fc.assert(
      fc.property(NASTY, (nasty) => {
        const { records, placeOf } = readRecords(nasty);
        for (const [record, cells] of records.entries())
          for (const [index, cell] of cells.entries()) {
            const at = placeOf(record, index);
            assert.ok(at);
            const raw = nasty.slice(at.offset, at.offset + at.length);
            const quoted = /^"(?:[^"]|"")*"$/.test(raw);
            if (quoted || !raw.startsWith('"'))
              assert.equal(quoted ? raw.slice(1, -1).replaceAll('""', '"') : raw, cell);
            const lines = nasty.slice(0, at.offset).split(/\r\n|[\r\n]/);
            assert.deepEqual([at.line, at.column], [lines.length, (lines.at(-1) ?? "").length + 1]);
          }
      }),
      { numRuns: 2000 },
    );
  });
});

describe("the line of a record of a CSV text", () => {
  it("is the one that its first cell stands in, whatever the line ends, empty lines and quotes", () => {
    const cell = fc.constantFrom("", "a", '"a"', '"x\ny"', '"x\r\n"', '"\r"', '""""', "a\rb", '"', '""');
    const line = fc.array(cell, { minLength: 1, maxLength: 3 }).map((cells) => cells.join());
    const ends = fc.oneof(
      fc.constantFrom("\n", "\r\n", "\r").map((end) => [end]),
      fc.constant(["\n", "\r\n", "\r"]),
    );
    const text = fc
      .tuple(fc.array(line, { maxLength: 6 }), ends, fc.boolean())
      .map(
        ([lines, of, ended]) =>
          lines.map((each, at) => each + (of[at % of.length] ?? "")).join("") + (ended ? "" : "z"),
      );
    fc.assert(
      fc.property(text, (written) => {
        const { records, lineOf, placeOf } = readRecords(written);
        const expected = records.map((_, record) => placeOf(record, 0)?.line);
        assert.deepEqual(
          records.map((_, record) => lineOf(record)),
          expected,
        );
      }),
      { numRuns: 3000 },
    );
  });
});

describe("the cells of a CSV text", () => {
  it("are those that papaparse finds, also between quotes that nobody closed", () => {
    fc.assert(
      fc.property(NASTY, fc.constantFrom("\n", "\r\n"), (nasty, end) => {
        const text = nasty.replaceAll(/\r?\n/g, end);
        // Blanks between the last quote and the end of the file are no fault to us.
        fc.pre(!/"\s+$/.test(text));
        // Where line ends are of two kinds, papaparse keeps what stands before the common part.
        fc.pre(csvShape(text).newline !== "\n" || !text.includes("\r"));
        const papa = Papa.parse<string[]>(text, csvShape(text)).data.filter(
          (cells) => cells.length > 1 || cells[0] !== "",
        );
        const ours = readRecords(text).records.filter((cells) => cells.length > 1 || cells[0] !== "");
        assert.deepEqual(ours, papa);
      }),
      { numRuns: 5000 },
    );
  });

  it("are the same whether lines end in one way or in two, and keep line ends of their own", () => {
    for (const [first, second] of [
      ["\r\n", "\n"],
      ["\n", "\r\n"],
      ["\r\n", "\r\n"],
    ])
      assert.deepEqual(readRecords(`a,b${first}1,"x\ny"${second}2,z${first}"3",${second}`).records, [
        ["a", "b"],
        ["1", "x\ny"],
        ["2", "z"],
        ["3", ""],
      ]);
  });

  it("take time by the length of the text only", () => {
    const long = 400_000;
    for (const text of [
      `a,"${'x" y'.repeat(long)}${" ".repeat(long)}\n`,
      '"a",'.repeat(long),
      '"a"\n'.repeat(long),
      ',"'.repeat(long),
      '"\n'.repeat(long),
      "a,".repeat(long),
      "\r".repeat(long),
    ])
      assert.ok(decodeCsv(text).table.columns.length > 0 || text.startsWith("\r"));
  });
});
