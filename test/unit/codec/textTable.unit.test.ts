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

  it("marks an instrument of exactly that name, wherever it stands in the list", () => {
    const text = 'username,forms\nbob,"lab:1,labs:130,my_lab:2,b.c:0"\n';
    const table = readTextTable(text, "csv");
    const marked = (part: string) => at(text, spanOf(text, table, { row: 0, column: 1, part }));
    assert.deepEqual(["lab", "labs", "my_lab", "b.c"].map(marked), ["lab:1", "labs:130", "my_lab:2", "b.c:0"]);
  });

  it("marks what is nearest to something that does not stand in the text", () => {
    assert.equal(at(CSV, spanOf(CSV, csv, { row: 0, column: 1, part: "consent" })), '"visit:130;labs:1"');
    assert.equal(at(JSON_TEXT, spanOf(JSON_TEXT, json, { row: 1, column: 1 })), "{");
    assert.equal(at(CSV, spanOf(CSV, csv, { row: 0, column: 7 })), "bob");
    assert.deepEqual(spanOf("", readTextTable("", "csv"), { row: 9, column: 0 }), { start: 0, end: 0 });
    assert.deepEqual(spanOf("x", readTextTable("x", "csv"), { row: 9, column: 0 }), { start: 0, end: 1 });
  });

  it("tells where every kind of JSON value stands, whatever stands around it", () => {
    const values = ["-1.5", "true", "null", '"a]b"', '{"visit":[1,2]}', "[[],{}]"];
    const text = `[ {${values.map((value, at) => `"c${at}" : ${value}`).join(" , ")}\n} ]`;
    const table = readTextTable(text, "json");
    assert.deepEqual(
      values.map((_, column) => at(text, table.cell(0, column))),
      values,
    );
  });

  it("finds a column's name in the first entry that has it", () => {
    const text = '[{"username":"ann"},{"username":"bob","forms":""}]';
    const table = readTextTable(text, "json");
    assert.equal(table.cell(-1, 1)?.start, text.indexOf('"forms"'));
    assert.equal(table.cell(-1, 2), undefined);
  });

  it("takes both ends of a cell for the cell, and what stands between entries for none", () => {
    const text = '[{"username":"ann"}, {"username":"bob"}]';
    const table = readTextTable(text, "json");
    const [start, end] = [text.indexOf('"bob"'), text.indexOf('"bob"') + 5];
    const bob = { row: 1, column: 0, start, end };
    assert.deepEqual([table.cellAt(start), table.cellAt(end)], [bob, bob]);
    assert.deepEqual(
      [start - 1, text.indexOf(", "), 0].map((place) => table.cellAt(place)),
      [undefined, undefined, undefined],
    );
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

  it("leaves an empty cell empty, and quotes what the text's own delimiter would divide", () => {
    assert.deepEqual(["", undefined, "a,b", "a;b"].map(csv.written), ["", "", '"a,b"', '"a;b"']);
    const tabs = readTextTable("a\tb\n1\t2\n", "csv");
    assert.deepEqual(["a\tb", "a b"].map(tabs.written), ['"a\tb"', '"a b"']);
  });

  it("keeps the lines of a JSON text that has lines, and the one line of one that has not", () => {
    const other = { columns: ["username"], rows: [["ann"]] };
    assert.equal(json.rendered(other), '[\n  {\n    "username": "ann"\n  }\n]\n');
    assert.equal(readTextTable('[{"username":"bob"}]\n', "json").rendered(other), '[{"username":"ann"}]');
  });

  it("takes out nothing for a row that does not stand there", () => {
    assert.deepEqual([csv.wholeRow(2), json.wholeRow(2)], [undefined, undefined]);
    const only = '[{"username":"bob"}]';
    const span = readTextTable(only, "json").wholeRow(0);
    assert.ok(span);
    assert.equal(only.slice(0, span.start) + only.slice(span.end), "[]");
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
