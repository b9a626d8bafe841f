import assert from "node:assert/strict";
import { readTextTable, spanOf } from "../../../src/codec/textTable";

const CSV = 'username;forms\r\nbob;"visit:130;labs:1"\r\n\r\neve;\r\n';
const JSON_TEXT = '[\n  {"username": "bob", "forms": {"visit": "130", "labs": 1}},\n  {"username": "e\\"e"}\n]\n';

describe("A table in a text", () => {
  const csv = readTextTable(CSV, "csv");
  const json = readTextTable(JSON_TEXT, "json");
  const at = (text: string, span: { start: number; end: number } | undefined) =>
    span && text.slice(span.start, span.end);

  it("tells where each cell stands", () => {
    assert.equal(at(CSV, csv.cell(-1, 1)), "forms");
    assert.equal(at(CSV, csv.cell(0, 1)), '"visit:130;labs:1"');
    assert.equal(at(CSV, csv.cell(1, 0)), "eve");
    assert.equal(at(JSON_TEXT, json.cell(1, 0)), '"e\\"e"');
    assert.equal(at(JSON_TEXT, json.cell(-1, 1)), '"forms"');
  });

  it("marks of a list of instruments the one that is meant", () => {
    assert.equal(at(CSV, spanOf(CSV, csv, { row: 0, column: 1, part: "labs" })), "labs:1");
    assert.equal(at(JSON_TEXT, spanOf(JSON_TEXT, json, { row: 0, column: 1, part: "labs" })), 'labs": 1');
  });

  it("tells which cell a place is in, the empty one at the end of a row too", () => {
    assert.deepEqual(csv.cellAt(CSV.indexOf("labs")), { row: 0, column: 1, start: 20, end: 38 });
    const end = CSV.indexOf("eve;") + 4;
    assert.deepEqual(csv.cellAt(end), { row: 1, column: 1, start: end, end });
    assert.equal(json.cellAt(JSON_TEXT.indexOf('e\\"e'))?.row, 1);
  });

  it("writes cells in the notation of the text", () => {
    assert.equal(csv.written("a;b"), '"a;b"');
    assert.equal(csv.written("a"), "a");
    assert.equal(json.written({ visit: "1" }), '{"visit":"1"}');
    assert.equal(csv.rendered({ columns: ["a", "b"], rows: [["1", "x y"]] }), 'a;b\r\n1;"x y"\r\n');
  });

  it("takes a row out whole", () => {
    const without = (text: string, row: number, table: typeof csv) => {
      const span = table.wholeRow(row);
      return span && text.slice(0, span.start) + text.slice(span.end);
    };
    assert.equal(without(CSV, 1, csv), 'username;forms\r\nbob;"visit:130;labs:1"\r\n\r\n');
    assert.deepEqual(JSON.parse(without(JSON_TEXT, 0, json) ?? ""), [{ username: 'e"e' }]);
    assert.deepEqual(JSON.parse(without(JSON_TEXT, 1, json) ?? ""), [
      { username: "bob", forms: { visit: "130", labs: 1 } },
    ]);
  });

  it("stands text that is no table", () => {
    assert.equal(readTextTable('[{"a"', "json").problems[0]?.code, "jsonSyntax");
    assert.equal(readTextTable("", "csv").cellAt(0)?.row ?? -1, -1);
  });
});
