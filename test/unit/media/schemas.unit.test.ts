import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { TABLE_NAMES, TABLES } from "../../../src/core/tables";

interface Schema {
  readonly items: {
    readonly properties: Readonly<Record<string, { readonly title: string; readonly enum?: readonly unknown[] }>>;
  };
}

/** What editors say of the JSON files of the five tables must be what the tables say. */
describe("JSON schemas", () => {
  for (const name of TABLE_NAMES) {
    it(`of ${name} name its columns, titles and codes`, () => {
      const { items } = JSON.parse(readFileSync(`media/schemas/${name}.schema.json`, "utf8")) as Schema;
      const described = TABLES[name].columns.map((each) => [each.name, each.title, each.choices?.length ?? 0]);
      const said = Object.entries(items.properties).map(([key, { title, enum: codes = [""] }]) => [
        key,
        title,
        // As text, as number, and the blank.
        (codes.length - 1) / 2,
      ]);
      assert.deepEqual(said, described);
    });
  }
});
