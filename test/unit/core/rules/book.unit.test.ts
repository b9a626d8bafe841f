import assert from "node:assert/strict";
import { GUARDS } from "../../../../src/core/guards/all";
import { TABLE_RULES } from "../../../../src/core/rules/book";
import type { Rule } from "../../../../src/core/rules/rule";

/** Ids that two different rules have. */
function twice(all: readonly Rule[]): readonly string[] {
  const known = new Map<string, Rule>();
  return all.filter((rule) => (known.get(rule.id) ?? rule) !== rule || !known.set(rule.id, rule)).map(({ id }) => id);
}

describe("The book of rules", () => {
  const all = [...TABLE_RULES, ...GUARDS.flatMap(({ rules }) => rules)];

  it("has each id once: what a plan breaks in a row or a cell is the rule that files and drafts keep", () => {
    assert.deepEqual(twice(all), []);
    const planted: Rule = { id: "badDate", level: "warn", looksAt: "cell", what: "another rule of the same name" };
    assert.deepEqual(twice([...all, planted]), ["badDate"]);
  });

  it("says of every rule what breaks it", () => {
    assert.deepEqual(
      all.filter(({ what }) => what === "" || /\.$|^[A-Z]/.test(what)),
      [],
    );
  });
});
