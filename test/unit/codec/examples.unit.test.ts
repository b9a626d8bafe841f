import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { decode, encode } from "../../../src/codec/codec";
import { FORMATS } from "../../../src/codec/format";
import type { DataTable } from "../../../src/core/dataTable";
import { column, tableOf } from "../../../src/core/dataTable";
import { decodeFormRight, describeRight, formMap } from "../../../src/core/access/rights";
import { buildSnapshot } from "../../../src/core/access/snapshot";
import { describeColumn } from "../../../src/core/access/tables";
import type { TableName } from "../../../src/core/access/tables";
import { inEnglish } from "../../support/inEnglish";

interface Example {
  readonly file: string;
  readonly content: TableName;
  readonly about: string;
  /** Number of columns. */
  readonly width?: number;
  /** Whole columns, top to bottom, with the values' types. */
  readonly down: Readonly<Record<string, readonly unknown[]>>;
  readonly lacks?: readonly string[];
  /** Whole columns in the words that people read. */
  readonly words?: Readonly<Record<string, readonly string[]>>;
  /** "username form" → what its code grants; null: the code does not say. */
  readonly right?: Readonly<Record<string, object>>;
  /** Rows in which a blank or missing cell does something, and what. */
  readonly blanks?: { readonly column: string; readonly means: string; readonly rows: readonly number[] };
  /** Everybody in the project → their role or group, joined. */
  readonly people?: Readonly<Record<string, string>>;
  /** Written again it is the same, byte for byte. */
  readonly same?: true;
}

const { tables } = JSON.parse(readFileSync("test/fixtures/examples/expected.json", "utf8")) as {
  readonly tables: readonly Example[];
};

/** A whole column; form maps of XML have no prototype, which does not matter here. */
function down(table: DataTable, name: string): readonly unknown[] {
  const cells = table.rows.map(column(table, name));
  return cells.map((cell) => (typeof cell === "object" && cell !== null ? { ...cell } : cell));
}

/** The people of a project, each with the role or group that a mapping gives them. */
function joined({ content, people = {} }: Example, table: DataTable): Record<string, string> {
  const names = Object.keys(people);
  const snapshot = buildSnapshot({
    takenAt: 0,
    project: { projectId: 1, title: "", inProduction: false, raw: new Map() },
    version: "16.1.3",
    instruments: [],
    missing: {},
    tables: {
      user: tableOf(
        ["username"],
        names.map((name) => [name]),
      ),
      [content]: table,
    },
  });
  return Object.fromEntries(
    [...snapshot.people].map(([name, { role, dag }]) => [name, content === "userDagMapping" ? dag : role]),
  );
}

describe("examples of tables, recorded and documented", () => {
  for (const example of tables) {
    const { file, content, about, lacks = [], words = {}, right = {}, blanks, people } = example;
    const format = FORMATS.find((name) => file.endsWith(name)) ?? "json";

    it(`${file}: ${about}`, () => {
      const text = readFileSync(`test/fixtures/examples/${file}`, "utf8");
      const { table, problems } = decode(text, format, content);
      assert.deepEqual(problems, []);
      if (example.width !== undefined) assert.equal(table.columns.length, example.width);
      const longest = Math.max(...Object.values(example.down).map((values) => values.length), 0);
      assert.equal(table.rows.length, longest || Object.values(words)[0]?.length || 0);
      for (const [name, values] of Object.entries(example.down)) assert.deepEqual(down(table, name), values, name);
      for (const name of lacks) assert.equal(table.columns.includes(name), false, name);
      for (const [name, values] of Object.entries(words)) {
        const described = describeColumn(content, name);
        assert.ok(described, name);
        const told = table.rows.map((row) => describeRight(described, column(table, name)(row)));
        assert.deepEqual(inEnglish(told), values, name);
      }
      for (const [place, grants] of Object.entries(right)) {
        const [username, form = ""] = place.split(" ");
        const row = table.rows.find((cells) => column(table, "username")(cells) === username);
        assert.ok(row, place);
        const code = formMap(column(table, "forms")(row)).get(form) ?? "";
        const decoded = decodeFormRight(code);
        assert.deepEqual({ ...decoded, delete: decoded.delete ?? null }, grants, place);
      }
      if (blanks) {
        assert.equal(inEnglish(describeColumn(content, blanks.column)?.blankMeans), blanks.means);
        const empty = down(table, blanks.column).flatMap((cell, index) => (cell ? [] : [index]));
        assert.deepEqual(empty, blanks.rows);
      }
      if (people) assert.deepEqual(joined(example, table), people);
      const written = encode(table, format, content);
      assert.deepEqual(decode(written, format, content), { table, problems: [] });
      if (example.same) assert.equal(written, text);
    });
  }
});
