import assert from "node:assert/strict";
import fc from "fast-check";
import {
  changeTexts,
  english,
  joined,
  list,
  message,
  plural,
  render,
  rulesOf,
  saidBy,
  UserFacingError,
  verbatim,
} from "../../../../src/core/text/message";
import type { Language } from "../../../../src/core/text/message";
import { pseudo } from "../../../../src/core/text/languageOf";

const GERMAN: Readonly<Record<string, string>> = {
  "{name} is in no role.": "{name} hat keine Rolle.",
  "{count} other": "{count} weitere Person",
  "{count} others": "{count} weitere",
};
const german: Language = { translate: (template) => GERMAN[template] ?? template, ...rulesOf("de") };

const POLISH: Readonly<Record<string, string>> = {
  "{count} change": "{count} zmiana",
  "{count} changes": "{count} zmian",
  "{count} changes#few": "{count} zmiany",
};
const polish: Language = { translate: (template) => POLISH[template] ?? template, ...rulesOf("pl") };

const changes = (count: number) => plural(count, { one: "{count} change", other: "{count} changes" });

describe("a message", () => {
  it("reads in English as it is written, with its arguments in their places", () => {
    assert.equal(english(message("{name} is in no role.", { name: "ann" })), "ann is in no role.");
    assert.equal(english(message("{b} before {a}, {b} again", { a: 1, b: "x" })), "x before 1, x again");
  });

  it("leaves braces alone that came with a name", () => {
    assert.equal(english(message("{name} and {other}", { name: "{other}", other: "{name}" })), "{other} and {name}");
  });

  it("takes the template that belongs to a number", () => {
    assert.deepEqual(
      [0, 1, 2].map((count) => english(changes(count))),
      ["0 changes", "1 change", "2 changes"],
    );
  });

  it("takes a translation, and templates for plurals that English lacks", () => {
    assert.equal(render(message("{name} is in no role.", { name: "ann" }), german), "ann hat keine Rolle.");
    assert.deepEqual(
      [1, 3, 5].map((count) => render(changes(count), polish)),
      ["1 zmiana", "3 zmiany", "5 zmian"],
    );
    const noFew = {
      ...polish,
      translate: (template: string) => (template.endsWith("#few") ? template : (POLISH[template] ?? template)),
    };
    assert.equal(render(changes(3), noFew), "3 zmian");
  });

  it("names few of many in a list, as the language lists them", () => {
    const said = (names: readonly string[]) => message("Gone: {names}", { names: list(names, 3) });
    assert.equal(english(said(["ann"])), "Gone: ann");
    assert.equal(english(said(["ann", "bob", "cy"])), "Gone: ann, bob and cy");
    assert.equal(english(said(["ann", "bob", "cy", "di"])), "Gone: ann, bob and 2 others");
    assert.equal(render(said(["ann", "bob", "cy", "di"]), german), "Gone: ann, bob und 2 weitere");
  });

  it("accounts for everybody in a list, without ever speaking of 1 others", () => {
    const names = fc.nat({ max: 40 }).map((count) => Array.from({ length: count }, (_, index) => `p${index}`));
    fc.assert(
      fc.property(names, fc.integer({ min: 2, max: 9 }), (people, most) => {
        const words = english(message("{people}", { people: list(people, most) }));
        const others = Number(/ (\d+) others?$/.exec(words)?.[1] ?? 0);
        assert.equal((words.match(/\bp\d+/g) ?? []).length + others, people.length);
        assert.notEqual(others, 1);
      }),
    );
  });

  it("nests whole sentences and joins them", () => {
    const nested = message("{what}: {why}", { what: changes(2), why: message("nobody asked.") });
    assert.equal(english(joined([nested, verbatim("SUNRISE")])), "2 changes: nobody asked. SUNRISE");
    assert.equal(english(joined([verbatim("a"), verbatim("b")], "\n")), "a\nb");
  });

  it("shows a name from outside on one line of bounded length, with what would act made visible", () => {
    const hostile = `a\u001b[31m\nb\u202ec${"x".repeat(5000)}`;
    for (const said of [
      message("The column {name} appears twice.", { name: hostile }),
      plural(1, { one: "{count} row of {name}", other: "{count} rows of {name}" }, { name: hostile }),
      message("{names} are in it.", { names: list([hostile, hostile]) }),
      joined([message("{name}: {what}", { name: hostile, what: message("no {role}", { role: hostile }) })]),
    ]) {
      assert.match(english(said), /a\[U\+001B\]\[31m↵b\[U\+202E\]cx+…/);
      assert.doesNotMatch(english(said), /[\u0000-\u001f\u202a-\u202e]/);
      assert.ok(english(said).length < 300, String(english(said).length));
    }
  });

  it("is marked by a pretended language, but not what is no sentence of ours", () => {
    const marked: Language = { translate: (template) => template, mark: pseudo, ...rulesOf("en") };
    assert.match(render(message("Role of {name}", { name: "ann" }), marked), /^⟦Role of ann ~{4}⟧$/);
    assert.equal(render(verbatim("SUNRISE"), marked), "SUNRISE");
  });

  it("changes the texts of others in it, wherever they stand, and no template", () => {
    const said = joined([
      message("secret {name}: {why}, {all}", {
        name: "secret",
        why: verbatim("a secret"),
        all: list(["secret", verbatim("secret")]),
      }),
      plural(1, { one: "{count} {what}", other: "{count} {what}" }, { what: "secret" }),
    ]);
    const hidden = changeTexts(said, (text) => text.replace("secret", "***"));
    assert.equal(english(hidden), "secret ***: a ***, *** and *** 1 ***");
  });

  it("is what a failure says, also one of a bundle with classes of its own", () => {
    const said = message("The file is gone.");
    assert.equal(new UserFacingError(said).message, "The file is gone.");
    assert.equal(saidBy(new UserFacingError(said)), said);
    assert.equal(saidBy(Object.assign(new Error("x"), { said })), said);
    assert.deepEqual(saidBy(new Error("broken")), { verbatim: "broken" });
    assert.deepEqual(saidBy("thrown"), { verbatim: "thrown" });
  });
});
