import assert from "node:assert/strict";

const ACTS = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2067\u206a-\u206f\ufeff]/u;
/** Right-to-left letters outside the two marks that set a name apart. */
const RUNS_BACK = /[\p{Script=Hebrew}\p{Script=Arabic}]/u;

/** Every line of a text that people see: nothing in it acts, turns it round or goes on for ever. */
export function assertHarmless(text: string, what: string, longest = 4000): void {
  assert.equal(text.length <= longest, true, `${what} has ${text.length} characters`);
  for (const line of text.split("\n")) {
    assert.equal(ACTS.test(line), false, `${what}: ${JSON.stringify(line.slice(0, 200))}`);
    const outside = line.replaceAll(/\u2068[^\u2068\u2069]*\u2069/g, "");
    assert.equal(/[\u2068\u2069]/.test(outside), false, `${what}: ${JSON.stringify(line.slice(0, 200))}`);
    assert.equal(RUNS_BACK.test(outside), false, `${what}: ${JSON.stringify(line.slice(0, 200))}`);
  }
}
