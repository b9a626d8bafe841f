import assert from "node:assert/strict";
import fc from "fast-check";
import { decodeCsv } from "../../../src/codec/csv";
import { readCsv } from "../../../src/codec/csvText";

const TEXT = 'username,forms,note\nann,a:1,\nbob,"a:1,b:2","two\nlines"\ncarol,a:0,\n';

/** Letters that decide where cells and records end, far more often than people type them. */
const letters = fc.string({
  unit: fc.constantFrom("a", "b", " ", ",", ",", '"', '""', "\n", "\n", "\r", "\r\n", ";", "\t", "\uFEFF", "😀"),
  maxLength: 6,
});
const cell = fc.constantFrom("", "a", '"a,b"', '"a\nb"', '"say ""a"""', '""', "new:1");
const record = fc.tuple(cell, cell, cell).map((cells) => `${cells.join(",")}\n`);
const records = fc.array(record, { maxLength: 8 }).map((lines) => `username,role,note\n${lines.join("")}`);

/** A place and length as shares of a text, and what comes there: a few letters, whole records, or nothing. */
const edits = fc.array(
  fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat({ max: 12 }), fc.oneof(letters, record, cell)),
  { minLength: 1, maxLength: 6 },
);

function edited(text: string, [share, length, put]: readonly [number, number, string]): string {
  const at = Math.floor(share * text.length);
  return text.slice(0, at) + put + text.slice(at + length);
}

describe("a CSV text that is edited", () => {
  it("says what reading it whole says, whatever was edited", () => {
    fc.assert(
      fc.property(fc.oneof(records, records, letters), edits, (begin, changes) => {
        let now = readCsv(begin);
        for (const change of changes) {
          now = readCsv(edited(now.text, change), now);
          assert.deepEqual(now.decoded, decodeCsv(now.text));
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("keeps the rows that were not edited, as they are", () => {
    const before = readCsv(TEXT);
    const after = readCsv(TEXT.replace("b:2", "b:3"), before);
    const rows = after.decoded.table.rows;
    assert.deepEqual(rows[1], ["bob", "a:1,b:3", "two\nlines"]);
    assert.equal(rows[0], before.decoded.table.rows[0]);
    assert.equal(rows[2], before.decoded.table.rows[2]);
    assert.equal(after.decoded.table.columns, before.decoded.table.columns);
  });

  it("tells which rows were read anew: none before them is another one, and none behind them", () => {
    fc.assert(
      fc.property(records, edits, (begin, changes) => {
        let now = readCsv(begin);
        for (const change of changes) {
          const before = now;
          now = readCsv(edited(now.text, change), now);
          if (!now.anew || now.text === before.text) continue;
          const { since, first, end } = now.anew;
          const { rows } = now.decoded.table;
          assert.equal(since, before.decoded.table);
          const same = (each: unknown, index: number, others: readonly unknown[]) => each === others[index];
          assert.ok(rows.slice(0, first).every((row, index) => same(row, index, since.rows)));
          assert.ok(rows.slice(end).every((row, index) => same(row, index, since.rows.slice(end - rows.length))));
        }
      }),
    );
    const before = readCsv(TEXT);
    const { first, end } = readCsv(TEXT.replace("b:2", "b:3"), before).anew ?? {};
    assert.deepEqual([first, end], [1, 2]);
  });

  it("takes an edit of more rows than a call can have arguments", () => {
    const long = (role: string) => `username,role\n${`ann,${role}\n`.repeat(200_000)}`;
    const after = readCsv(long("b"), readCsv(long("a")));
    assert.deepEqual([after.anew?.first, after.anew?.end, after.ends?.length], [0, 200_000, 200_001]);
  });

  it("keeps them too when records come and go", () => {
    const before = readCsv(TEXT);
    const more = readCsv(TEXT.replace("carol", "ben,,\ncarol"), before);
    assert.deepEqual(
      more.decoded.table.rows.map(([name]) => name),
      ["ann", "bob", "ben", "carol"],
    );
    assert.equal(more.decoded.table.rows[1], before.decoded.table.rows[1]);
    const fewer = readCsv(TEXT, more);
    assert.deepEqual(fewer.decoded, before.decoded);
    assert.equal(fewer.decoded.table.rows[0], before.decoded.table.rows[0]);
  });

  it("knows where the records end, cells with line ends included", () => {
    assert.deepEqual(readCsv(TEXT).ends, [20, 29, 55, 66]);
    assert.deepEqual(readCsv("a,b\n1,2").ends, [4, 7]);
  });

  it("is read whole when a quote is opened that closes in another record", () => {
    const before = readCsv(TEXT);
    const open = readCsv(TEXT.replace("ann,a", 'ann,"a'), before);
    assert.equal(open.ends, undefined);
    assert.equal(open.decoded.problems[0]?.code, "csvSyntax");
    const closed = readCsv(TEXT, open);
    assert.deepEqual(closed.decoded, before.decoded);
  });

  it("is read whole where it is not written as we write it", () => {
    for (const text of [
      "a;b\n1;2\n",
      "a,b\r\n1,2\r\n",
      "a,b\n\n1,2\n",
      'a,b\n1,x"y\n',
      "\uFEFFa,b\n1,2\n",
      "a,b\n1\n",
      "",
    ])
      assert.equal(readCsv(text).ends, undefined, JSON.stringify(text));
  });
});
