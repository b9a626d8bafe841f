import assert from "node:assert/strict";
import fc from "fast-check";
import { isPlain, shown, shownText } from "../../../../src/core/text/displayText";
import { HOSTILE } from "../../../support/hostile/values";

/** What acts on the text around it, or has no picture. Joiners and the two marks that set names apart are judged below. */
const ACTS = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2067\u206a-\u206f\ufeff]/u;
const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}]/u;

/** Any text, with many of the characters that matter. */
const text = fc
  .array(
    fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.constantFrom(...Object.values(HOSTILE).map((each) => each.slice(0, 80))),
      fc.constantFrom("\u2068", "\u2069", "\u202e", "\n", "\r\n", "א", "ا", "\ud83d", "\u200d"),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(""));

describe("a name from a server, as it is shown", () => {
  it("is as it is where it is harmless", () => {
    for (const name of ["ann", "Zoë Müller", "Data Entry (EU)", "名前", "Łódź", "👩‍⚕️ team", "नमस्ते"])
      assert.equal(shown(name), name);
  });

  it("is one line, with what would act made visible", () => {
    assert.equal(shown(HOSTILE.lines), "ann↵carol: role none → Administrators↵bob[U+2028]eve");
    assert.equal(shown(HOSTILE.terminal), "[U+001B][31mred[U+001B][0m[U+001B]]0;title[U+0007]");
    assert.equal(shown(HOSTILE.override), "ann[U+202E]gpj.exe");
    assert.equal(shown(HOSTILE.invisible), "an[U+200B]n [U+2060][U+FEFF][U+00AD]");
    assert.equal(shown(HOSTILE.control), "a[U+0000]b[U+0008]c[U+007F]d[U+009B]e");
    assert.equal(shown(HOSTILE.halfLetter), "half \ufffd letter");
    assert.equal(shown(HOSTILE.tags), "ann[U+E0061][U+E006E]");
    assert.equal(shown("a\tb"), "a b");
  });

  it("is set apart from its sentence where it runs from right to left", () => {
    assert.equal(shown("שלום"), "\u2068שלום\u2069");
    assert.equal(shown("Team مدير"), "\u2068Team مدير\u2069");
    assert.equal(shown("\u2067שלום"), "\u2068[U+2067]שלום\u2069");
    assert.equal(shown("ann\u2068 nothing to set apart\u2069"), "ann[U+2068] nothing to set apart[U+2069]");
  });

  it("keeps joiners where a script needs them, and nowhere else", () => {
    assert.equal(shown("می\u200cخواهم"), "\u2068می\u200cخواهم\u2069");
    assert.equal(shown("an\u200dn"), "an[U+200D]n");
  });

  it("is cut where it is long, never within a letter", () => {
    assert.equal(shown("abcdef", 4), "abc…");
    assert.equal(shown("abcd", 4), "abcd");
    assert.equal(shown(`ab👩x`, 4), "ab…");
    assert.equal(shown(HOSTILE.long).length, 120);
    assert.equal(shown(HOSTILE.longMarks).length, 120);
    assert.equal(shown(`${"א".repeat(200)}`).length, 122);
  });

  it("holds nothing that acts, has a bounded length, and is the same when done twice", () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 5, max: 200 }), (name, most) => {
        const once = shown(name, most);
        assert.equal(ACTS.test(once), false, JSON.stringify(once));
        assert.equal(once.length <= most + 2, true);
        assert.equal(shown(once, most + 2), once);
        // Marks come in pairs, and only where something runs the other way.
        const depth = [...once].reduce((now, letter) => {
          const next = now + (letter === "\u2068" ? 1 : letter === "\u2069" ? -1 : 0);
          assert.equal(next === 0 || next === 1, true);
          return next;
        }, 0);
        assert.equal(depth, 0);
        for (const letter of once.replaceAll(/\u2068[^\u2069]*\u2069/g, ""))
          assert.equal(RIGHT_TO_LEFT.test(letter), false);
      }),
      { numRuns: 500 },
    );
  });
});

describe("sentences with such names", () => {
  it("keep their lines and the names that are set apart", () => {
    const sentence = `${shown("שלום")}: role ${shown(HOSTILE.override)}\ncarol: role none`;
    assert.equal(shownText(sentence), "\u2068שלום\u2069: role ann[U+202E]gpj.exe\ncarol: role none");
  });

  it("hold nothing that acts, and are the same when done twice", () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 4 }), (names) => {
        const once = shownText(names.map((name) => `${shown(name)}, then ${name}`).join("\n"), 300);
        assert.equal(ACTS.test(once.replaceAll("\n", "")), false, JSON.stringify(once));
        assert.equal(once.length <= 301, true);
        assert.equal(shownText(once, 302), once);
      }),
      { numRuns: 500 },
    );
  });
});

describe("a name that can be typed", () => {
  it("reads as it is", () => {
    for (const name of ["ann", "Trial 12", "שלום", "名前"]) assert.equal(isPlain(name), true, name);
    for (const name of ["", " ann", "a\nb", "an\u200bn", HOSTILE.override, HOSTILE.long])
      assert.equal(isPlain(name), false, name.slice(0, 20));
  });
});
