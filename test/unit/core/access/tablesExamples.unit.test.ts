import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describeColumn, RIGHT_COLUMNS } from "../../../../src/core/access/tables";

interface Attribute {
  readonly attribute: string;
  readonly when: string;
}

const read = (file: string): unknown => JSON.parse(readFileSync(`test/fixtures/examples/${file}`, "utf8"));
const attributes = read("tables/t03-attributes-by-version.json") as readonly Attribute[];
/** Each attribute with the columns of ours that it is about; none: it is no right, or nobody can say what it means. */
const { attributes: expected } = read("expected.json") as {
  readonly attributes: readonly (readonly [attribute: string, columns: readonly string[]])[];
};

describe("tables/t03-attributes-by-version.json: what came and went with REDCap's versions", () => {
  it("is known here attribute by attribute", () => {
    assert.deepEqual(
      attributes.map(({ attribute }) => attribute),
      expected.map(([attribute]) => attribute),
    );
  });

  for (const [attribute, columns] of expected)
    it(`${attribute}: ${columns.length > 0 ? "described whether a server has it or not" : "left as it comes"}`, () => {
      for (const name of columns) assert.equal(describeColumn("user", name)?.name, name);
      const [name = ""] = attribute.split(/[ ,]/);
      if (columns.length === 0) assert.equal(describeColumn("user", name), undefined);
    });

  it("choices cover every value that versions have brought", () => {
    const values = (name: string) =>
      RIGHT_COLUMNS.find((column) => column.name === name)
        ?.choices?.map(({ value }) => value)
        .sort();
    assert.deepEqual(values("user_rights"), ["0", "1", "2"]);
    assert.deepEqual(values("data_quality_resolution"), ["0", "1", "2", "3", "4", "5"]);
    assert.deepEqual(values("data_export"), ["0", "1", "2", "3"]);
  });
});
