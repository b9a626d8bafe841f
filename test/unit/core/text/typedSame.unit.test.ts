import assert from "node:assert/strict";
import { typedSame } from "../../../../src/core/text/typedSame";

describe("typedSame", () => {
  for (const [name, word, typed] of [
    ["a name as it is", "bob", "bob"],
    ["blanks at either end of the name", " Lyon  ", "Lyon"],
    ["blanks at either end of what was typed", "Lyon", " Lyon "],
    ["a blank that no keyboard has", "\u00a0New\u00a0 York\u3000", "New York"],
    ["a letter made of two", "Zu\u0308rich", "Zürich"],
    ["marks that set a name apart", "\u2068 גליל \u2069", "גליל"],
  ] as const)
    it(`takes ${name}`, () => assert.equal(typedSame(typed, word), true));

  for (const [name, word, typed] of [
    ["another number", "4", "5"],
    ["other letters", "bob", "Bob"],
    ["a part", "New York", "New"],
    ["nothing", "bob", "  "],
    ["nothing for a name of blanks", "  ", ""],
  ] as const)
    it(`refuses ${name}`, () => assert.equal(typedSame(typed, word), false));
});
