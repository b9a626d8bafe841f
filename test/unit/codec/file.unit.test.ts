import assert from "node:assert/strict";
import { inEnglish } from "../../support/inEnglish";
import { decodeFile, decodeBytes } from "../../../src/codec/file";

const utf8 = (text: string) => new TextEncoder().encode(text);

describe("The bytes of a file", () => {
  it("are UTF-8, with a mark or without", () => {
    assert.equal(decodeBytes(utf8("Zürich")), "Zürich");
    assert.equal(decodeBytes(utf8("\uFEFFZürich")), "Zürich");
  });

  it("are UTF-16 where a mark or the zeros in it say so", () => {
    const little = Buffer.from("\uFEFFZürich", "utf16le");
    assert.equal(decodeBytes(little), "Zürich");
    assert.equal(decodeBytes(Buffer.from(little).swap16()), "Zürich");
    assert.equal(decodeBytes(Buffer.from("username,design\n", "utf16le")), "username,design\n");
    assert.equal(decodeBytes(Buffer.from("username,design\n", "utf16le").swap16()), "username,design\n");
  });

  it("are not read where they are nothing else, until somebody has said what they are", async () => {
    const bytes = Buffer.from([...Buffer.from("role_label\nL"), 0xe9, ...Buffer.from("ka"), 0xf8, 0x0a]);
    const { table, guesses } = await decodeFile(bytes);
    assert.deepEqual(table.rows, []);
    assert.deepEqual(
      guesses?.slice(0, 2).map(({ encoding, sample }) => `${encoding}: ${sample}`),
      ["windows-1252: Lékaø", "windows-1250: Lékař"],
    );
    assert.deepEqual((await decodeFile(bytes, "windows-1250")).table.rows, [["Lékař"]]);
  });

  it("are refused by the name of what they are where they are no text", async () => {
    const said = async (bytes: readonly number[], rest = "") =>
      inEnglish((await decodeFile(Buffer.concat([Buffer.from(bytes), Buffer.from(rest)]))).problems[0]?.message ?? "");
    assert.match(await said([0x1f, 0x8b, 8, 0]), /^This is a gzip archive/);
    assert.match(await said([0x50, 0x4b, 3, 4], "xl/workbook.xml"), /^This is an Excel workbook/);
    assert.match(await said([0x50, 0x4b, 3, 4], "users.csv"), /^This is a ZIP archive/);
    assert.match(await said([0xd0, 0xcf, 0x11, 0xe0]), /^This is an old Excel workbook/);
    assert.match(await said([0x25, 0x50, 0x44, 0x46], "-1.7"), /^This is a PDF/);
    assert.match(await said([1, 0, 2, 0, 0]), /^This is not a text file/);
  });

  it("not in UTF-8 are looked through once, also where a word is as long as the file", async () => {
    const start = process.cpuUsage();
    const { guesses } = await decodeFile(Buffer.from(`username\n${"x".repeat(400_000)},Zo\xeb`, "latin1"));
    const { user, system } = process.cpuUsage(start);
    assert.equal(guesses?.[0]?.sample, "Zoë");
    assert.ok(user + system < 5_000_000, `${(user + system) / 1000} ms`);
  });
});

describe("What stands above or between the lines of a table", () => {
  const problems = async (text: string) =>
    (await decodeFile(utf8(text))).problems.map(({ line, code }) => `${line} ${code}`);

  it("is told for what it is: a notice, a page, a merge conflict", async () => {
    assert.deepEqual(await problems("<br />\n<b>Warning</b>: x\nusername\n"), ["1 serverNotice"]);
    assert.deepEqual(await problems("PHP Notice: Undefined index in x.php\nusername\n"), ["1 serverNotice"]);
    assert.deepEqual(await problems("<!DOCTYPE html><html></html>"), ["1 webPage"]);
    assert.deepEqual(await problems("a,b\n<<<<<<< HEAD\n1,2\n=======\n1,3\n>>>>>>> x\n"), [
      "2 mergeConflict",
      "4 mergeConflict",
      "6 mergeConflict",
    ]);
  });

  it("is content where a single line only looks like it", async () => {
    assert.deepEqual(await problems("role_label\n=======\n"), []);
    assert.deepEqual(await problems("notice,username\n1,ann\n"), []);
  });

  it("is the separator where a spreadsheet names it, and the lines count on", async () => {
    const { table, lines } = await decodeFile(utf8("\uFEFFsep=;\r\na;b\r\n1,2;3\r\n"));
    assert.deepEqual(table, { columns: ["a", "b"], rows: [["1,2", "3"]] });
    assert.deepEqual(lines, [3]);
  });
});

describe("JSON that is no list of rows", () => {
  for (const [shape, text] of [
    ['orient="split"', '{"columns":["username"],"index":[0],"data":[["ann"]]}'],
    ['orient="index"', '{"0":{"username":"ann"}}'],
    ['orient="columns"', '{"username":{"0":"ann"}}'],
    ['orient="table"', '{"schema":{"fields":[]},"data":[{"username":"ann"}]}'],
    ["list of lists", '[["username"],["ann"]]'],
    ["an object on each line", '{"username":"ann"}\n{"username":"bob"}\n'],
  ] as const)
    it(`is refused by name: ${shape}`, async () => {
      const { problems } = await decodeFile(utf8(text));
      assert.equal(problems.length, 1);
      assert.match(inEnglish(problems[0]?.message ?? ""), new RegExp(shape));
    });
});

describe("A file of access", () => {
  for (const [about, text, format] of [
    ["CSV with carriage returns", "username,design\r\nann,1", "csv"],
    ["CSV with semicolons", "username;design\nann;1\n", "csv"],
    ["CSV with tabs", "\uFEFFusername\tdesign\nann\t1\n", "csv"],
    ["CSV with bars", "username|design\nann|1\n", "csv"],
    ["CSV with carets", "username^design\nann^1\n", "csv"],
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
