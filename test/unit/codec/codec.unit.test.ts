import assert from "node:assert/strict";
import fc from "fast-check";
import { decode, encode } from "../../../src/codec/codec";
import { FORMATS } from "../../../src/codec/format";
import type { Format } from "../../../src/codec/format";
import type { Cell, DataTable } from "../../../src/core/dataTable";
import { cellText } from "../../../src/core/dataTable";
import { formMap } from "../../../src/core/access/rights";
import { TABLE_NAMES, TABLES } from "../../../src/core/access/tables";

/** Names of columns and forms that all three formats can hold; those that are no XML names have tests of their own. */
const name = fc.stringMatching(/^[a-z_][a-z0-9_]{0,12}$/).filter((text) => text !== "__proto__");
const trap = fc.constantFrom("username", "right_of_redcap_18", "toString", "valueOf", "hasOwnProperty");
const text = fc.oneof(
  fc.string({ unit: "binary" }).map(printable),
  fc.string({ unit: fc.constantFrom('"', "'", ",", ";", "\n", "\r", "\t", " ", "&", "<", ">", "]", "ü", "\u{1F600}") }),
  fc.constantFrom("", "\uFEFF", "=1+1", "007", "1e3", "null", "&amp;", "]]>", "<!-- -->"),
);
const code = fc.oneof(fc.constantFrom(0, 1, 2, 3, 128, 130, 154), fc.constantFrom("1", "130", ""));
const formCell = fc.dictionary(fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/), code, {
  minKeys: 1,
  maxKeys: 4,
  noNullPrototype: true,
});
const cell: fc.Arbitrary<Cell> = fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null), formCell);

/** Complete tables, so that the order of columns is told by the first row. */
const table: fc.Arbitrary<DataTable> = fc
  .uniqueArray(fc.oneof(name, trap), { minLength: 2, maxLength: 6 })
  .chain((columns) =>
    fc
      .array(fc.tuple(...columns.map(() => cell)), { minLength: 1, maxLength: 6 })
      .map((rows): DataTable => ({ columns, rows })),
  );

/** XML has no place for most control characters and lone surrogates. */
function printable(raw: string): string {
  return raw.replace(/[\0-\x08\v\f\x0e-\x1f\ufffe\uffff]|\p{Cs}/gu, "?");
}

function reread(given: DataTable, format: Format): DataTable {
  const { table: again, problems } = decode(encode(given, format, "user"), format, "user");
  assert.deepEqual(problems, []);
  return again;
}

const texts = ({ columns, rows }: DataTable) => ({ columns, rows: rows.map((row) => row.map(cellText)) });

describe("what is written reads the same again", () => {
  it("in JSON with every type", () => {
    fc.assert(fc.property(table, (given) => assert.deepEqual(reread(given, "json"), given)));
  });

  it("in CSV with every cell as its text", () => {
    fc.assert(fc.property(table, (given) => assert.deepEqual(reread(given, "csv"), texts(given))));
  });

  it("in XML with every cell as its text and form maps as maps", () => {
    fc.assert(
      fc.property(table, (given) => {
        const again = reread(given, "xml");
        assert.deepEqual(texts(again), texts(given));
        const maps = ({ rows }: DataTable) =>
          rows.map((row) => row.map((value) => typeof value === "object" && !!value));
        assert.deepEqual(maps(again), maps(given));
      }),
    );
  });

  it("with the same form rights in all three formats", () => {
    fc.assert(
      fc.property(formCell, fc.constantFrom(...FORMATS), (forms, format) => {
        const [row = []] = reread({ columns: ["username", "forms"], rows: [["ann", forms]] }, format).rows;
        assert.deepEqual(formMap(row[1]), formMap(forms));
      }),
    );
  });

  it("and writing what was read gives the same document, in every format", () => {
    fc.assert(
      fc.property(table, fc.constantFrom(...FORMATS), fc.constantFrom(...TABLE_NAMES), (given, format, content) => {
        const once = encode(given, format, content);
        assert.equal(encode(decode(once, format, content).table, format, content), once);
      }),
    );
  });

  it("in JSON and XML with cells that were not there still not there", () => {
    const given = {
      columns: ["username", "design"],
      rows: [
        ["ann", "1"],
        ["bob", undefined],
      ],
    };
    for (const format of ["json", "xml"] as const) assert.deepEqual(reread(given, format), given);
    assert.deepEqual(reread(given, "csv").rows[1], ["bob", ""], "CSV cannot say it");
  });

  it("when there are no rows", () => {
    assert.deepEqual(reread({ columns: ["a", "b"], rows: [] }, "csv"), { columns: ["a", "b"], rows: [] });
    for (const format of ["json", "xml"] as const)
      assert.deepEqual(reread({ columns: ["a"], rows: [] }, format).rows, []);
  });
});

describe("what is read from any format", () => {
  it("is the same table whichever format another server wrote it in", () => {
    const csv = 'username,design,forms\nann,1,"visit:130,labs:0"\nbob,0,visit:1\n';
    const json =
      '[{"username":"ann","design":1,"forms":{"visit":130,"labs":0}},{"username":"bob","design":"0","forms":{"visit":"1"}}]';
    const xml =
      "<users><item><username>ann</username><design>1</design><forms><visit>130</visit><labs>0</labs></forms></item><item><username>bob</username><design>0</design><forms><visit>1</visit></forms></item></users>";
    const [a, b, c] = [decode(csv, "csv", "user"), decode(json, "json", "user"), decode(xml, "xml", "user")];
    assert.deepEqual(texts(b.table), a.table);
    assert.deepEqual(texts(c.table), a.table);
  });

  it("takes any byte order mark away, so that the first column has its name", () => {
    const ann: DataTable = { columns: ["username", "design"], rows: [["ann", "1"]] };
    for (const format of FORMATS)
      assert.deepEqual(decode(`\uFEFF${encode(ann, format, "user")}`, format, "user"), { table: ann, problems: [] });
  });

  it("never ends in an exception, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.constantFrom(...FORMATS), (raw, format) => {
        const { table: got } = decode(raw, format, "user");
        for (const row of got.rows) assert.equal(row.length, got.columns.length);
      }),
      { numRuns: 500 },
    );
  });

  it("is not changed by traps: nothing gets a property that it did not have", () => {
    const traps = {
      csv: "__proto__,username\npolluted,x\n",
      json: '[{"__proto__":{"polluted":"yes"},"constructor":{"prototype":{"polluted":"yes"}}}]',
      xml: "<users><item><constructor><prototype>polluted</prototype></constructor></item></users>",
    };
    for (const format of FORMATS) decode(traps[format], format, "user");
    assert.equal(({} as Record<string, unknown>)["polluted"], undefined);
  });
});

describe("the root of XML", () => {
  it("is the one that REDCap takes for each table, and a neutral one for the rest", () => {
    for (const content of TABLE_NAMES) {
      const { xmlRoot } = TABLES[content];
      assert.ok(encode({ columns: [], rows: [] }, "xml", content).endsWith(`<${xmlRoot}></${xmlRoot}>`));
    }
    assert.ok(encode({ columns: [], rows: [] }, "xml", "log").endsWith("<items></items>"));
  });
});
