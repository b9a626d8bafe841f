import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { readProjectXml } from "../../../../src/emulator/methods/projectXml";

interface Example {
  readonly file: string;
  readonly id: string;
  readonly label: string;
  /** Some of the rights, by the names that the API has for them. */
  readonly rights: Readonly<Record<string, number>>;
  readonly without: readonly string[];
  readonly forms: Readonly<Record<string, number>>;
  readonly formsExport: Readonly<Record<string, number>>;
}

const { projectXml } = JSON.parse(readFileSync("test/fixtures/examples/expected.json", "utf8")) as {
  readonly projectXml: readonly Example[];
};

describe("roles in a project XML", () => {
  for (const { file, rights, without, ...expected } of projectXml)
    it(`${file}: "${expected.label}" has its id, rights and both lists of forms`, () => {
      const { roles } = readProjectXml(readFileSync(`test/fixtures/examples/${file}`, "utf8"));
      assert.equal(roles.length, 1);
      const [role] = roles;
      assert.deepEqual([role?.id, role?.label], [expected.id, expected.label]);
      assert.deepEqual(Object.fromEntries(role?.forms ?? []), expected.forms);
      assert.deepEqual(Object.fromEntries(role?.formsExport ?? []), expected.formsExport);
      for (const [name, level] of Object.entries(rights)) assert.equal(role?.rights.get(name), level, name);
      for (const name of without) assert.equal(role?.rights.has(name), false, name);
    });
});
