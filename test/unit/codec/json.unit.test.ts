import assert from "node:assert/strict";
import { english } from "../../../src/core/text/message";
import { inEnglish } from "../../support/inEnglish";
import fc from "fast-check";
import { decodeJson, decodeJsonFile, encodeJson } from "../../../src/codec/json";
import { jsonFault } from "../../../src/codec/jsonPlaces";

const places = (text: string) => decodeJson(text).problems.map(({ line, column, code }) => [line, column, code]);

describe("reading JSON", () => {
  it("keeps types, and the order in which names first appear", () => {
    const text = '[{"b":1,"a":"1"},{"c":null,"a":true,"b":0.5}]';
    assert.deepEqual(decodeJson(text), {
      table: {
        columns: ["b", "a", "c"],
        rows: [
          [1, "1", undefined],
          [0.5, true, null],
        ],
      },
      problems: [],
    });
  });

  it("takes one object for a list of one, and drops a byte order mark", () => {
    assert.deepEqual(decodeJson('\uFEFF{"project_id":5}').table, { columns: ["project_id"], rows: [[5]] });
  });

  it("takes PHP's empty list for an empty form map", () => {
    assert.deepEqual(decodeJson('[{"forms":[]}]').table.rows, [[{}]]);
  });

  it("keeps what is no form map as its text", () => {
    assert.deepEqual(decodeJson('[{"forms":{"a":{"b":1}},"list":[1,2]}]').table.rows, [['{"a":{"b":1}}', "[1,2]"]]);
  });

  it("keeps names that are traps in JavaScript, in form maps too", () => {
    const text = '[{"__proto__":"x","toString":"y","forms":{"__proto__":130}}]';
    const { table } = decodeJson(text);
    assert.deepEqual(table.columns, ["__proto__", "toString", "forms"]);
    assert.equal(encodeJson(table), text);
    assert.equal(Object.hasOwn(Object.prototype, "x"), false);
  });
});

describe("problems of JSON", () => {
  it("stand at the line and column where the text stops being JSON", () => {
    assert.deepEqual(places('[{"a":1}\n,]'), [[2, 2, "jsonSyntax"]]);
    assert.deepEqual(places('[{"a":\n x}]'), [[2, 2, "jsonSyntax"]]);
    assert.deepEqual(places('[{"a":1,\n "b":"\n"}]'), [[2, 6, "jsonSyntax"]], "a line end inside a text");
    assert.deepEqual(places("[1,"), [[1, 4, "jsonSyntax"]], "cut off");
    assert.deepEqual(places(""), [[1, 1, "jsonSyntax"]]);
    assert.deepEqual(places("[]\n[]"), [[2, 1, "jsonSyntax"]], "something behind the end");
    assert.deepEqual(places("{'a':1}"), [[1, 2, "jsonSyntax"]]);
    assert.deepEqual(places("[01]"), [[1, 3, "jsonSyntax"]]);
    assert.deepEqual(places("[1}"), [[1, 3, "jsonSyntax"]]);
    assert.deepEqual(places('{"a" 1}'), [[1, 6, "jsonSyntax"]]);
    assert.deepEqual(places('{"a":1 "b":2}'), [[1, 8, "jsonSyntax"]]);
    assert.deepEqual(places("{1:2}"), [[1, 2, "jsonSyntax"]]);
  });

  it("in a file, a name that stands twice in an object is told where it does, in form maps too", () => {
    const text =
      '[{"username":"ann","design":0},\n {"username":"bob","forms":{"a":1,\n "b":2,"\\u0061":3},"username" :"x"}]';
    const { table, problems } = decodeJsonFile(text);
    assert.deepEqual(inEnglish(problems), [
      {
        line: 3,
        column: 8,
        code: "nameTwice",
        message: 'The name "a" appears twice in one object. Delete one of the two.',
      },
      {
        line: 3,
        column: 20,
        code: "nameTwice",
        message: 'The name "username" appears twice in one object. Delete one of the two.',
      },
    ]);
    assert.deepEqual(decodeJson(text), { table, problems: [] }, "a server is taken at its word");
  });

  it("are counted beyond the first 1000, names that stand twice with the others", () => {
    const { problems } = decodeJsonFile(`[${"1,".repeat(600)}${'{"a":1,"a":2},'.repeat(600)}2]`);
    assert.deepEqual(inEnglish(problems.at(-1)), {
      line: 1,
      column: 600 * 2 + 398 * 14 + 9,
      code: "moreProblems",
      message: "There are 201 more problems.",
      summarized: 201,
    });
    assert.equal(problems.length, 1001);
  });

  it("no name that stands twice is overlooked, and none is made up", () => {
    const name = fc.constantFrom("a", "b", "__proto__", 'a":', "é");
    const blank = fc.constantFrom("", " ", "\n");
    const pair = fc.tuple(name, blank, fc.constantFrom("1", '"x"', '"\\":"', '{"q":[{"a":1}]}', '{"a":1,"b":"\\" :"}'));
    const object = fc.array(pair, { maxLength: 4 });
    fc.assert(
      fc.property(fc.array(object, { maxLength: 3 }), (objects) => {
        const written = objects.map(
          (pairs) => `{${pairs.map(([key, gap, value]) => `${JSON.stringify(key)}${gap}:${value}`).join(",")}}`,
        );
        const surplus = objects.map((pairs) => pairs.length - new Set(pairs.map(([key]) => key)).size);
        const told = decodeJsonFile(`[${written.join(",\n")}]`).problems.filter(({ code }) => code === "nameTwice");
        assert.equal(
          told.length,
          surplus.reduce((sum, each) => sum + each, 0),
        );
      }),
      { numRuns: 2000 },
    );
  });

  it("name entries that are no objects and keep the others", () => {
    const { table, problems } = decodeJson('[{"a":1},2,null,["x"],{"a":3}]');
    assert.deepEqual(table.rows, [[1], [3]]);
    assert.deepEqual(
      problems.map(({ column, message }) => [column, english(message)]),
      [10, 12, 17].map((column, at) => [
        column,
        `Entry ${at + 2} is not an object with named values. Correct or delete it.`,
      ]),
    );
  });

  it("tell of a short text that would become a table without end", () => {
    const text = JSON.stringify(Array.from({ length: 10_000 }, (_, at) => ({ [`name${at}`]: 1 })));
    assert.deepEqual(places(text), [[1, 1, "tooSparse"]]);
    const late = `[${'{"a":1},'.repeat(10_000)}${JSON.stringify(Object.fromEntries(Array.from({ length: 1000 }, (_, at) => [`b${at}`, 1])))}]`;
    assert.deepEqual(places(late), [[1, 1, "tooSparse"]]);
  });

  it("name values nested without end instead of breaking", () => {
    const depth = 100_000;
    assert.deepEqual(places(`[{"a":${"[".repeat(depth)}${"]".repeat(depth)}}]`), [[1, 2, "jsonDepth"]]);
    assert.deepEqual(places("[".repeat(depth)), [[1, depth + 1, "jsonSyntax"]]);
  });

  it("of a file of many megabytes are told like those of a small one", () => {
    const long = 10_000_000;
    assert.deepEqual(places(`["${"x".repeat(long)}",]`), [[1, long + 5, "jsonSyntax"]]);
    assert.deepEqual(places(`["${"x".repeat(long)}`), [[1, 2, "jsonSyntax"]]);
  });

  it("are found where JSON.parse finds them: valid texts run to their end, broken ones stop before", () => {
    const spaced = fc.json().map((text) => JSON.stringify(JSON.parse(text), undefined, 1));
    fc.assert(fc.property(spaced, (text) => assert.equal(jsonFault(text), text.length)));
    const almost = fc.string({
      unit: fc.constantFrom("[", "]", "{", "}", ",", ":", '"', "\\", "a", "1", "-", " ", "\n"),
    });
    fc.assert(
      fc.property(almost, (text) => {
        if (isJson(text)) return;
        const fault = jsonFault(text);
        assert.ok(fault <= text.length);
        // Whatever is put behind the fault, the text in front of it is not to blame.
        assert.equal(jsonFault(text.slice(0, fault)), fault);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("writing JSON", () => {
  it("leaves out cells that were not there and keeps null", () => {
    const rows = [
      [1, undefined],
      [null, ""],
    ];
    assert.equal(encodeJson({ columns: ["a", "b"], rows }), '[{"a":1},{"a":null,"b":""}]');
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe("half a letter in JSON", () => {
  it("becomes the sign for an unreadable letter, and whole letters stay", () => {
    const { table } = decodeJson(String.raw`[{"a":"x\ud800y","b":"\ud83d\ude00","c":{"f":"\udc00"}}]`);
    assert.deepEqual(table.rows, [["x\ufffdy", "\u{1f600}", { f: "\ufffd" }]]);
    const named = decodeJson(String.raw`[{"a\ud800":{"f\udc00":1}}]`).table;
    assert.deepEqual([named.columns, named.rows], [["a\ufffd"], [[{ "f\ufffd": 1 }]]]);
  });
});
