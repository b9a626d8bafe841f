import assert from "node:assert/strict";
import fc from "fast-check";
import { redact } from "../../../src/net/redact";

const TOKEN = "9A81268476645C4E5F03428B8AC3AA7B";
const token = fc.stringMatching(/^[0-9A-F]{32}$/);

describe("redacting", () => {
  it("hides what looks like a token, known or not, large letters or small, super tokens too", () => {
    const text = `token=${TOKEN}&content=user ${TOKEN.toLowerCase()}, ${TOKEN}${TOKEN}`;
    assert.equal(redact(text), "token=[token]&content=user [token], [token]");
  });

  it("leaves other numbers and words alone", () => {
    const text = `U-527D39JXAC ${TOKEN.slice(1)} ${TOKEN}0 x${TOKEN} 2026-06-15 ann@example.org`;
    assert.equal(redact(text), text);
  });

  it("hides a known token inside a longer word and broken over lines", () => {
    assert.equal(redact(`x${TOKEN}y`, [TOKEN]), "x[token]y");
    assert.equal(redact(`${TOKEN.slice(0, 10)}\n  ${TOKEN.slice(10)}!`, [TOKEN]), "[token]!");
  });

  it("hides a known token in every notation, in whatever text", () => {
    const [head, tail] = [TOKEN.slice(0, 10), TOKEN.slice(10)];
    const percent = [...TOKEN].map((letter) => `%${letter.charCodeAt(0).toString(16)}`).join("");
    const json = [...TOKEN].map((letter) => String.raw`\u00${letter.charCodeAt(0).toString(16)}`).join("");
    const html = [...TOKEN].map((letter) => `&#${letter.charCodeAt(0)};`).join("");
    const base64 = Buffer.from(TOKEN).toString("base64");
    const written = {
      plain: TOKEN,
      small: TOKEN.toLowerCase(),
      percent,
      "percent, large": percent.toUpperCase(),
      json,
      html,
      base64,
      "base64 of small letters": Buffer.from(TOKEN.toLowerCase()).toString("base64"),
      "base64 in lines": `${base64.slice(0, 20)}\r\n${base64.slice(20)}`,
      "in lines": `${head}\r\n  ${tail}`,
      "in lines of JSON": String.raw`${head}\r\n${tail}`,
      "in lines of a URL": `${head}%0D%0A${tail}`,
      "in lines of HTML": `${head}<br />${tail}`,
      "in lines of mail": `${head}=\n${tail}`,
      "in words of a form": `${head}+${tail}`,
    };
    for (const [name, text] of Object.entries(written)) {
      const clean = redact(`before ${text} after`, [TOKEN]);
      assert.match(clean, /^before \[token\]\S{0,4} after$/, name);
    }
  });

  it("hides a known token whose letters something stands between, and nothing around it", () => {
    const apart = (between: string) => [...TOKEN].join(between);
    const fours = (between: string) => TOKEN.match(/.{4}/g)?.join(between) ?? "";
    const url = encodeURIComponent;
    for (const text of [
      apart(" "),
      apart("-"),
      apart(", "),
      apart('","'),
      apart("\0"),
      apart("\u200b"),
      apart("\n\n"),
      apart("_"),
      apart(" | ").toLowerCase(),
      url(apart("\u200b")),
      apart("&shy;"),
      apart("&#8203;"),
      apart("&#x200b;"),
      apart(String.raw`\u200b`),
      apart(String.raw`\f`),
      apart("<wbr>"),
      apart("</b><b>"),
      fours("-"),
      fours(" "),
      fours('</td><td class="a1">'),
      [...TOKEN].map((letter) => String.raw`\x${letter.charCodeAt(0).toString(16)}`).join("."),
      [...TOKEN].map((letter) => `&#${letter.charCodeAt(0)};`).join("-"),
    ]) {
      const clean = redact(`before (${text}) after`, [TOKEN]);
      assert.match(clean, /^before \(.{0,3}\[token\]\) after$/, text);
    }
  });

  it("hides a known token whatever stands between its letters", () => {
    const between = fc.stringMatching(/^[^0-9A-Za-z<>&\\%]{0,5}$/);
    fc.assert(
      fc.property(token, between, (secret, gap) => {
        const clean = redact(`x${[...secret].join(gap)}y`, [secret]);
        assert.equal(clean, "x[token]y");
      }),
    );
  });

  it("hides a known token behind a sign that would make an escape of its first letters", () => {
    for (const before of ["%", "&#x", "\\u00", "%0", "\\"])
      assert.equal(redact(`${before}20${TOKEN.slice(2)}z`, [`20${TOKEN.slice(2)}`]), `${before}[token]z`);
  });

  it("takes a token that is a pattern for what it is, and no token for nothing", () => {
    assert.equal(redact("a.c abc a+c", ["a.c"]), "[token] abc a+c");
    assert.equal(redact("nothing to hide", ["", ""]), "nothing to hide");
  });

  it("hides a known token wherever it stands, plain, as a form or as Base64", () => {
    fc.assert(
      fc.property(token, fc.string(), fc.string(), (secret, before, after) => {
        const plain = redact(`${before}${secret}${after}`, [secret]);
        assert.equal(plain.toUpperCase().includes(secret), false);
        const form = new URLSearchParams({ [before]: secret, data: after }).toString();
        assert.equal(redact(form, [secret]).includes(secret), false);
        const packed = Buffer.from(`${before}${secret}${after}`).toString("base64");
        // All that the redacted text may still hold are the few bits at the seams.
        const parts = redact(packed, [secret]).split("[token]");
        assert.equal(parts.length >= 2, true, packed);
        for (const part of parts)
          assert.equal(Buffer.from(part, "base64").toString().includes(secret.slice(3, -3)), false);
      }),
    );
  });

  it("changes nothing more when it is done twice", () => {
    fc.assert(
      fc.property(token, fc.string(), (secret, text) => {
        const once = redact(`${text} ${secret} ${text}`, [secret]);
        assert.equal(redact(once, [secret]), once);
      }),
    );
  });
});
