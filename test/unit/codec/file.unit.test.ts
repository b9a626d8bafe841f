import assert from "node:assert/strict";
import { decodeFile, decodeBytes } from "../../../src/codec/file";

const utf8 = (text: string) => new TextEncoder().encode(text);

describe("The bytes of a file", () => {
  it("are UTF-8, with a mark or without", () => {
    assert.deepEqual(decodeBytes(utf8("Zürich")), { text: "Zürich", encoding: "utf-8" });
    assert.deepEqual(decodeBytes(utf8("\uFEFFZürich")).text, "Zürich");
  });

  it("are UTF-16 where a mark says so", () => {
    const little = Buffer.from("\uFEFFZürich", "utf16le");
    assert.deepEqual(decodeBytes(little), { text: "Zürich", encoding: "utf-16le" });
    assert.deepEqual(decodeBytes(Buffer.from(little).swap16()), { text: "Zürich", encoding: "utf-16be" });
  });

  it("are Latin-1 where they are nothing else, which is said", () => {
    assert.deepEqual(decodeBytes(Buffer.from("Zürich", "latin1")), { text: "Zürich", encoding: "windows-1252" });
  });
});

describe("A file of access", () => {
  for (const [about, text, format] of [
    ["CSV with carriage returns", "username,design\r\nann,1", "csv"],
    ["CSV with semicolons", "username;design\nann;1\n", "csv"],
    ["CSV with tabs", "\uFEFFusername\tdesign\nann\t1\n", "csv"],
    ["JSON", '\n[{"username":"ann","design":"1"}]', "json"],
    ["XML", "<users><item><username>ann</username><design>1</design></item></users>", "xml"],
  ] as const)
    it(`is read as ${about}`, async () => {
      const file = await decodeFile(utf8(text));
      assert.deepEqual([file.format, file.problems], [format, []]);
      assert.deepEqual(file.table, { columns: ["username", "design"], rows: [["ann", "1"]] });
    });

  it("of CSV knows the line in which each row begins", async () => {
    const { lines } = await decodeFile(utf8('a,b\n\n"x\ny",1\nz,2'));
    assert.deepEqual(lines, [3, 5]);
  });
});
