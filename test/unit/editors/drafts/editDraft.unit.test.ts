import assert from "node:assert/strict";
import fc from "fast-check";
import { decode, encode } from "../../../../src/codec/codec";
import { encodeCsv } from "../../../../src/codec/csv";
import { readCsv } from "../../../../src/codec/csvText";
import { tableOf } from "../../../../src/core/dataTable";
import { editOf, withChanges } from "../../../../src/editors/drafts/editDraft";
import type { CellChange } from "../../../../src/editors/protocol";

const TEXT = "username,unique_role_name,data_access_group\nann,U-1,\nbob,,lyon\n";

function changed(text: string, ...changes: readonly CellChange[]): string {
  return withChanges("assignments", text, changes);
}

const role = (key: string, value: string): CellChange => ({ key, column: "unique_role_name", value });
const dag = (key: string, value: string): CellChange => ({ key, column: "data_access_group", value });

describe("changing cells of a draft", () => {
  it("changes those cells and nothing else", () => {
    assert.equal(
      changed(TEXT, role("bob", "U-2"), dag("bob", ""), role("ann", "")),
      "username,unique_role_name,data_access_group\nann,,\nbob,U-2,\n",
    );
    assert.equal(changed(TEXT), TEXT);
  });

  it("takes the last wish for a cell", () => {
    assert.match(changed(TEXT, role("ann", "U-2"), role("ann", "U-3")), /^ann,U-3,$/m);
  });

  it("changes every row of a name that stands twice: which one counts is for the person to say", () => {
    assert.equal(
      changed(`${TEXT}ann,U-1,\n`, role("ann", "U-2")),
      "username,unique_role_name,data_access_group\nann,U-2,\nbob,,lyon\nann,U-2,\n",
    );
  });

  it("finds people by the text that the grid shows", () => {
    const text = 'username,unique_role_name\n"o\'neil, pat",\n"two\nlines",\n';
    assert.equal(
      changed(text, role("o'neil, pat", "U-1")),
      'username,unique_role_name\n"o\'neil, pat",U-1\n"two\nlines",\n',
    );
    assert.match(changed(text, role("two\nlines", "U-1")), /lines",U-1\n$/);
  });

  it("keeps columns that this version does not know", () => {
    const text = "username,unique_role_name,new_in_18\nann,,x\n";
    assert.equal(changed(text, role("ann", "U-1")), "username,unique_role_name,new_in_18\nann,U-1,x\n");
  });

  it("reads back as what was asked for, whatever the cells hold", () => {
    const value = fc.string({ unit: fc.constantFrom("a", ",", '"', "\n", "\r", " ", ";", "😀") });
    fc.assert(
      fc.property(value, value, value, (kept, old, wished) => {
        const columns = ["username", "unique_role_name", "data_access_group"];
        const text = encode(tableOf(columns, [["ann", old, kept]]), "csv", "userRoleMapping");
        const after = decode(changed(text, role("ann", wished)), "csv", "userRoleMapping");
        assert.deepEqual(after, { table: { columns, rows: [["ann", wished, kept]] }, problems: [] });
      }),
    );
  });
});

describe("changing cells of a draft that was edited before", () => {
  const key = fc.constantFrom("ann", "bob", "carol", "o'neil, pat", "");
  const value = fc.constantFrom("", "U-1", "U-22", "a,b", 'say "a"', "two\nlines");
  const row = fc.tuple(key, value, value);
  const column = fc.constantFrom("unique_role_name", "data_access_group");
  const change = fc.record({ key, column, value });
  /** Cells that are changed, or rows that somebody puts into the text. */
  const act = fc.oneof(fc.array(change, { minLength: 1, maxLength: 4 }), fc.tuple(fc.nat({ max: 8 }), row));

  it("gives the text of the whole table with those cells, whatever came before", () => {
    const columns = ["username", "unique_role_name", "data_access_group"];
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 8 }), fc.array(act, { maxLength: 8 }), (begin, acts) => {
        let rows: (readonly string[])[] = begin;
        let read = readCsv(encodeCsv({ columns, rows }));
        for (const each of acts) {
          const [at, put] = each;
          if (typeof at === "number" && Array.isArray(put)) {
            rows = rows.toSpliced(at, 1, put);
            read = readCsv(encodeCsv({ columns, rows }), read);
            continue;
          }
          const changes = each as readonly CellChange[];
          const known = changes.every((wish) => rows.some(([name]) => name === wish.key));
          if (!known) {
            assert.throws(() => editOf("assignments", read, changes), /There is no row of /);
            continue;
          }
          for (const wish of changes)
            rows = rows.map((cells) =>
              cells[0] === wish.key ? cells.with(columns.indexOf(wish.column), wish.value) : cells,
            );
          const edit = editOf("assignments", read, changes);
          const { text } = read;
          const after = edit ? text.slice(0, edit.start) + edit.text + text.slice(edit.end) : text;
          assert.equal(after, encodeCsv({ columns, rows }));
          read = readCsv(after, read);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe("changing cells of a draft fails", () => {
  it("for the key, and for columns that the draft does not have", () => {
    assert.throws(() => changed(TEXT, { key: "ann", column: "username", value: "eve" }), {
      message: "The column username cannot be edited here.",
    });
    assert.throws(() => changed(TEXT, { key: "ann", column: "status", value: "x" }), {
      message: "The column status cannot be edited here.",
    });
  });

  it("for people whose row is gone, instead of looking like success", () => {
    assert.throws(() => changed(TEXT, role("ann", "U-2"), role("eve", "U-2")), {
      message: "There is no row of eve in the draft any more.",
    });
  });

  it("while the text cannot be read, because writing it again would lose what was typed", () => {
    assert.throws(
      () => changed('username,unique_role_name\nann,"U-1\n', role("ann", "U-2")),
      /Line \d+ cannot be read: /,
    );
    assert.throws(() => changed(`${TEXT}eve,U-1,lyon,too much\n`, role("ann", "U-2")), /Line 4 cannot be read: /);
  });
});
