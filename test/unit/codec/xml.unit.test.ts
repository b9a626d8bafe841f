import assert from "node:assert/strict";
import fc from "fast-check";
import { decodeXml, encodeXml } from "../../../src/codec/xml";

const read = (text: string) => decodeXml(text, "users");
const places = (text: string) => read(text).problems.map(({ line, column, code }) => [line, column, code]);
/** What one cell with this content reads as. */
const cell = (content: string) => read(`<users><item><a>${content}</a></item></users>`).table.rows[0]?.[0];

describe("reading XML", () => {
  it("takes items as rows and elements inside a cell as a form map", () => {
    const { table, problems } = read(
      "\uFEFF<?xml version='1.0'?>\n<users>\n <item>\n  <username>ann</username>\n  <forms><visit>130</visit><labs></labs></forms>\n </item>\n <item><design/></item>\n</users>\n",
    );
    assert.deepEqual(table.columns, ["username", "forms", "design"]);
    const [[username, forms, design] = [], second] = table.rows;
    assert.deepEqual([username, { ...(forms as object) }, design], ["ann", { visit: "130", labs: "" }, undefined]);
    assert.deepEqual(second, [undefined, undefined, ""]);
    assert.deepEqual(problems, []);
  });

  it("takes a root without items for one object, and an empty root for no rows", () => {
    assert.deepEqual(read("<items><project_id>5</project_id></items>").table, {
      columns: ["project_id"],
      rows: [["5"]],
    });
    assert.deepEqual(read("<users></users>"), { table: { columns: [], rows: [] }, problems: [] });
    assert.deepEqual(read("<users/>").table.rows, []);
    assert.deepEqual(read("<users><item/></users>").table.rows, [[]]);
  });

  it("decodes the five predefined references and numbers, each once", () => {
    assert.equal(cell("&lt;&gt;&amp;&quot;&apos;"), "<>&\"'");
    assert.equal(cell("&#65;&#x42;&#x1F600;&#13;"), "AB\u{1F600}\r");
    assert.equal(cell("&amp;lt;&amp;#65;"), "&lt;&#65;");
  });

  it("leaves other references as they stand", () => {
    assert.equal(cell("&nbsp;&#x110000;&#9999999;"), "&nbsp;&#x110000;&#9999999;");
  });

  it("keeps blanks, joins text around comments, and decodes nothing inside CDATA", () => {
    assert.equal(cell("  x "), "  x ");
    assert.equal(cell("a<!-- b -->c"), "ac");
    assert.equal(cell("&lt;<![CDATA[&lt;<b>]]>&gt;"), "<&lt;<b>>");
  });

  it("takes no value from attributes", () => {
    assert.deepEqual(read('<users x="1"><item y="2"><a z="3">4</a></item></users>').table, {
      columns: ["a"],
      rows: [["4"]],
    });
  });
});

describe("problems of XML", () => {
  it("stand at the line and column where tags do not match", () => {
    assert.deepEqual(places("<users>\n <item><username>a</item>\n</users>"), [[2, 19, "xmlSyntax"]]);
    assert.deepEqual(places("<users><item>"), [[1, 1, "xmlSyntax"]]);
    assert.deepEqual(places("username,design"), [[1, 1, "xmlSyntax"]]);
    assert.deepEqual(places(""), [[1, 1, "xmlSyntax"]]);
    assert.deepEqual(places("<users>\n <item><a>R&D</a></item></users>"), [[2, 12, "xmlSyntax"]]);
  });

  it("a document type is refused, so that no entity can grow or read a file", () => {
    const laughs = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><users><item><a>&b;</a></item></users>`;
    const file = `<!doctype x [<!ENTITY f SYSTEM "file:///etc/hostname">]><users><item><a>&f;</a></item></users>`;
    for (const text of [laughs, file]) {
      assert.deepEqual(places(text), [[1, 1, "doctype"]]);
      assert.deepEqual(read(text).table, { columns: [], rows: [] });
    }
  });

  it("names that are traps in JavaScript and nesting without end are refused, not followed", () => {
    assert.deepEqual(places("<users><item><__proto__>x</__proto__></item></users>"), [[1, 1, "xmlRefused"]]);
    assert.equal(Object.hasOwn(Object.prototype, "x"), false);
    const depth = 50_000;
    assert.deepEqual(places(`${"<a>".repeat(depth)}${"</a>".repeat(depth)}`), [[1, 1, "xmlRefused"]]);
  });

  it("never end in an exception", () => {
    const unit = fc.constantFrom(
      "<",
      ">",
      "/",
      "a",
      "item",
      "users",
      "&",
      ";",
      "#",
      "!",
      "[",
      "]",
      "-",
      "?",
      '"',
      "=",
      " ",
    );
    fc.assert(
      fc.property(fc.string({ unit }), (text) => {
        const { table } = read(text);
        for (const row of table.rows) assert.equal(row.length, table.columns.length);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("writing XML", () => {
  it("has the root that it is told, and items without the cells that were not there", () => {
    const table = {
      columns: ["a", "b", "forms"],
      rows: [
        [1, undefined, { visit: 130 }],
        [null, "<&>", ""],
      ],
    };
    assert.equal(
      encodeXml(table, "dags"),
      '<?xml version="1.0" encoding="UTF-8" ?>\n<dags><item><a>1</a><forms><visit>130</visit></forms></item><item><a></a><b>&lt;&amp;&gt;</b><forms></forms></item></dags>',
    );
  });

  it("stays well-formed whatever columns and cells hold", () => {
    const table = { columns: ["my column", "1st", "<x>", "a:b"], rows: [["\0\x1b", "a\rb", "]]>", "ok"]] };
    const text = encodeXml(table, "users");
    assert.deepEqual(read(text), {
      table: { columns: ["my_column", "_1st", "_x_", "a_b"], rows: [["\ufffd\ufffd", "a\rb", "]]>", "ok"]] },
      problems: [],
    });
  });
});
