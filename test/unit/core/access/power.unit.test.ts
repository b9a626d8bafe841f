import assert from "node:assert/strict";
import { gains } from "../../../../src/core/access/rights";
import { describeColumn } from "../../../../src/core/tables";

function gained(name: string, was: string, will: string): boolean {
  const described = describeColumn("user", name);
  assert.ok(described);
  return gains(described, was, will);
}

describe("gains", () => {
  const cases: readonly (readonly [name: string, was: string, will: string, more: boolean])[] = [
    ["design", "0", "1", true],
    ["design", "1", "0", false],
    ["design", "", "0", false],
    ["design", "", "1", true],
    ["user_rights", "2", "1", true],
    ["user_rights", "1", "2", false],
    ["data_export", "3", "1", true],
    ["data_export", "1", "3", false],
    ["data_export", "1", "9", false],
    ["forms", "visit:2", "visit:1", true],
    ["forms", "visit:1", "visit:2", false],
    ["forms", "visit:1", "visit:130", false],
    ["forms", "visit:130", "visit:146", true],
    ["forms", "visit:146", "visit:138", true],
    ["forms", "", "visit:129", true],
    ["forms", "visit:129,labs:130", "visit:129,labs:128", false],
    ["forms_export", "visit:2", "visit:1", true],
    ["forms_export", "visit:1", "visit:3", false],
  ];
  for (const [name, was, will, more] of cases) {
    it(`${name}: from "${was}" to "${will}" is ${more ? "" : "not "}more`, () =>
      assert.equal(gained(name, was, will), more));
  }
});
