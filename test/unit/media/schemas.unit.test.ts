import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { TABLE_NAMES, TABLES } from "../../../src/core/access/tables";
import type { AccessTable, Column } from "../../../src/core/access/tables";
import { schemaOf } from "../../support/schemas/schemaOf";
import { verbatim } from "../../../src/core/text/message";

interface Manifest {
  readonly contributes: { readonly jsonValidation: readonly { readonly url: string }[] };
}

const read = (file: string): unknown => JSON.parse(readFileSync(file, "utf8"));

/** What editors say of the JSON files of the five tables must be what the tables say. */
describe("JSON schemas", () => {
  for (const name of TABLE_NAMES)
    it(`of ${name} is the one that its description gives`, () =>
      assert.deepEqual(
        read(`media/schemas/${name}.schema.json`),
        schemaOf(TABLES[name]),
        `media/schemas/${name}.schema.json does not follow src/core/access/tables.ts: run npm run schemas`,
      ));

  it("are known to VS Code, each of them", () => {
    const known = (read("package.json") as Manifest).contributes.jsonValidation.map(({ url }) => url);
    for (const name of TABLE_NAMES)
      assert.ok(
        known.includes(`./media/schemas/${name}.schema.json`),
        `name media/schemas/${name}.schema.json in contributes.jsonValidation of package.json`,
      );
  });
});

describe("schemaOf", () => {
  const property = (column: Partial<Column>) => {
    const described = {
      name: "x",
      title: verbatim("X"),
      help: verbatim("Some help."),
      kind: "text",
      ...column,
    } as const;
    const table: AccessTable = { ...TABLES.dag, columns: [described] };
    return (schemaOf(table) as { items: { properties: Record<string, object> } }).items.properties["x"];
  };
  const cell = { type: ["string", "number", "null"] };

  it("takes title and help, and says what a blank does and what is only shown", () => {
    assert.deepEqual(property({}), { title: "X", description: "Some help.", ...cell });
    const description = "Some help. A blank makes one. REDCap shows it and ignores it in imports.";
    assert.deepEqual(property({ blankMeans: verbatim("A blank makes one."), readOnly: true }), {
      title: "X",
      description,
      ...cell,
    });
  });

  it("offers codes as text and as numbers, and the blank", () => {
    const choices = [
      { value: "0", title: verbatim("No") },
      { value: "2", title: verbatim("Read only") },
    ];
    assert.deepEqual(property({ kind: "choice", choices }), {
      ...{ title: "X", description: "Some help." },
      enum: ["0", 0, "2", 2, ""],
    });
  });

  it("knows how days and lists of instruments are written", () => {
    const said = { title: "X", description: "Some help." };
    assert.deepEqual(property({ kind: "date" }), {
      ...said,
      type: ["string", "null"],
      pattern: "^(\\d{4}-\\d{2}-\\d{2})?$",
    });
    for (const kind of ["formRights", "formExport"] as const)
      assert.deepEqual(property({ kind }), {
        ...said,
        type: ["object", "array", "string"],
        additionalProperties: cell,
      });
  });
});
