import assert from "node:assert/strict";
import { english } from "../../../src/core/text/message";
import { inEnglish } from "../../support/inEnglish";
import fc from "fast-check";
import { problemCount } from "../../../src/codec/problems";
import { decodeCsv, encodeCsv } from "../../../src/codec/csv";

const places = (text: string) => decodeCsv(text).problems.map(({ line, column, code }) => [line, column, code]);

describe("reading CSV", () => {
  it("takes LF, CRLF and CR, with and without a line end after the last row", () => {
    for (const end of ["\n", "\r\n", "\r"])
      for (const last of ["", end])
        assert.deepEqual(decodeCsv(["a,b", "1,2", "3,4"].join(end) + last), {
          table: {
            columns: ["a", "b"],
            rows: [
              ["1", "2"],
              ["3", "4"],
            ],
          },
          problems: [],
        });
  });

  it("takes semicolons and tabs where the header has no comma", () => {
    for (const separator of [";", "\t"])
      assert.deepEqual(decodeCsv(`a${separator}b\n"1,5"${separator}2`).table.rows, [["1,5", "2"]]);
    assert.deepEqual(decodeCsv('"a,b";c\n1;2').table.columns, ["a,b", "c"], "a comma inside quotes separates nothing");
  });

  it("drops a byte order mark, blanks around names, and empty lines", () => {
    const { table, problems } = decodeCsv("\uFEFFusername, role_label \n\nann, x \n\n\n");
    assert.deepEqual([table.columns, table.rows, problems], [["username", "role_label"], [["ann", " x "]], []]);
  });

  it("finds nothing in an empty text, and no rows below a header alone", () => {
    assert.deepEqual(decodeCsv("").table, { columns: [], rows: [] });
    assert.deepEqual(decodeCsv("\uFEFF").table, { columns: [], rows: [] });
    assert.deepEqual(decodeCsv("a,b\n").table, { columns: ["a", "b"], rows: [] });
  });

  it("keeps a column whose name is a trap in JavaScript", () => {
    const { table, problems } = decodeCsv("__proto__,constructor\nx,y\n");
    assert.deepEqual([table.columns, table.rows, problems], [["__proto__", "constructor"], [["x", "y"]], []]);
    assert.equal(Object.hasOwn(Object.prototype, "x"), false);
  });
});

describe("problems of CSV", () => {
  it("a quote that is never closed stands where it is opened", () => {
    assert.deepEqual(places('a,b\n1,2\n3,"4\n5,6\n'), [[3, 3, "csvSyntax"]]);
  });

  it("text behind a closing quote stands where the quoted cell begins", () => {
    assert.deepEqual(places('a,b\n1,2\n3,"4"x\n')[0], [3, 3, "csvSyntax"]);
  });

  it("a column that stands twice is named", () => {
    const [problem] = decodeCsv("\n\na,b,a\n1,2,3\n").problems;
    assert.deepEqual(inEnglish(problem), {
      line: 3,
      column: 5,
      code: "columnTwice",
      message: 'The column "a" appears twice. Rename or delete one of them.',
    });
  });

  it("rows that are too short or too long are named by line, line ends in cells and empty lines counted", () => {
    const { problems } = decodeCsv('a,b\n"x\ny",1\n\n\n2\n3,4\n5,6,7\n');
    assert.deepEqual(inEnglish(problems), [
      {
        line: 6,
        column: 1,
        code: "rowTooShort",
        message: "This row has 1 cell, but the header has 2. Check the commas and quotes in this row.",
      },
      {
        line: 8,
        column: 5,
        code: "rowTooLong",
        message: "This row has 3 cells, but the header has 2. Check the commas and quotes in this row.",
      },
    ]);
  });

  it("are told each at its place up to 1000, and the others are counted in one last sentence", () => {
    const wrong = (rows: number) =>
      decodeCsv(`a,b\n${"1,2,3\n".repeat(rows)}`).problems.map((each) => ({ ...each, message: english(each.message) }));
    assert.equal(wrong(1000).length, 1000);
    assert.deepEqual(wrong(1000).at(-1), {
      line: 1001,
      column: 5,
      code: "rowTooLong",
      message: "This row has 3 cells, but the header has 2. Check the commas and quotes in this row.",
    });
    const more = { line: 1001, column: 5, code: "moreProblems" };
    assert.deepEqual(wrong(1001), [...wrong(1000), { ...more, message: "There is 1 more problem.", summarized: 1 }]);
    assert.deepEqual(wrong(200_000), [
      ...wrong(1000),
      { ...more, message: "There are 199000 more problems.", summarized: 199_000 },
    ]);
  });

  it("of all kinds are counted together", () => {
    const rows = 20_000;
    const { problems } = decodeCsv(`a,b,b\n${'1\n"2"x",3,\n1,2,3,4\n'.repeat(rows)}`);
    assert.equal(problems.length, 1001);
    assert.equal(problemCount(problems), 3 * rows + 1);
  });

  it("a row that was cut off does not pass for somebody who leaves a role", () => {
    assert.deepEqual(places("username,unique_role_name\nann,\nbob"), [[3, 1, "rowTooShort"]]);
  });

  it("empty cells beyond the last column are none: spreadsheets leave them", () => {
    const { table, problems } = decodeCsv("a,b\n1,2,,\n");
    assert.deepEqual([table.rows, problems], [[["1", "2"]], []]);
  });

  it("under a very wide header do not make a short text large", () => {
    const text = `${"a,".repeat(1000)}b\n${"1\n".repeat(100_000)}`;
    const { table } = decodeCsv(text);
    const cells = table.rows.reduce((sum, row) => sum + row.length, 0);
    assert.ok(table.rows.length === 100_000 && cells < 2_000_000, `${cells} cells`);
  });

  it("of a file of many megabytes are told like those of a small one", () => {
    const [problem] = decodeCsv(`a,"${"x".repeat(10_000_000)}`).problems;
    assert.deepEqual([problem?.line, problem?.code], [1, "csvSyntax"]);
  });

  it("never end in an exception, and every row has a cell for every column", () => {
    const nasty = fc.string({ unit: fc.constantFrom("a", '"', ",", ";", "\t", "\n", " ", "\uFEFF", "\0", "é") });
    fc.assert(
      fc.property(nasty, fc.constantFrom("\n", "\r\n", "\r"), (content, end) => {
        const text = content.replaceAll("\n", end);
        const { table, problems } = decodeCsv(text);
        for (const row of table.rows) assert.equal(row.length, table.columns.length);
        const lines = text.split(/[\r\n]/).length;
        for (const { line, column } of problems)
          assert.ok(line <= lines && line >= 1 && column >= 1, `${line}:${column}`);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("writing CSV", () => {
  it("quotes what has blanks, commas, quotes or line ends, and nothing else, as REDCap does", () => {
    const rows = [["Data Entry", "a,b", 'say "hi"', "two\nlines", "plain-é_1"]];
    assert.equal(
      encodeCsv({ columns: ["a", "b", "c", "d", "e"], rows }),
      'a,b,c,d,e\n"Data Entry","a,b","say ""hi""","two\nlines",plain-é_1\n',
    );
  });

  it("writes flags as digits, form maps as text, and nothing for what is not there", () => {
    const rows = [[1, true, false, null, undefined, { visit: 130, labs: "0" }]];
    assert.equal(
      encodeCsv({ columns: ["a", "b", "c", "d", "e", "f"], rows }),
      'a,b,c,d,e,f\n1,1,0,,,"visit:130,labs:0"\n',
    );
  });
});
