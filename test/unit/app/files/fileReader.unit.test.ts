import assert from "node:assert/strict";
import { resolve } from "node:path";
import { decodeFile } from "../../../../src/codec/file";
import { FileReader } from "../../../../src/app/files/fileReader";
import type { FileReaderOptions } from "../../../../src/app/files/fileReader";

const MB = 1024 * 1024;
const reader = (options: Partial<FileReaderOptions> = {}) =>
  new FileReader({ script: resolve("dist/fileWorker.js"), inThreadAbove: 1, most: 64 * MB, memoryMb: 512, ...options });
const bytes = (text: string) => new TextEncoder().encode(text);
/** Form maps are compared by what they hold: they have no prototype here, and an ordinary one when a thread sent them. */
const plain = (value: unknown) => structuredClone(value);

describe("Reading a file", () => {
  it("gives the same in a thread as at once, in every format", async () => {
    for (const text of [
      'username;forms\r\n"ann";"visit:1"\r\nbob\r\n',
      '[{"username":"ann","forms":{"visit":1,"__proto__":2},"design":null,"reports":true},{"username":"bob"},3]',
      "<users><item><username>ann</username><forms><visit>1</visit></forms></item></users>",
      "<!DOCTYPE x><users/>",
      "",
    ])
      assert.deepEqual(plain(await reader().read(bytes(text))), plain(await decodeFile(bytes(text))));
  });

  it("takes a part of a larger buffer without the rest, and leaves the rest alone", async () => {
    const whole = bytes("xxxusername\nann\nyyy");
    const { table } = await reader().read(whole.subarray(3, 16));
    assert.deepEqual(table, { columns: ["username"], rows: [["ann"]] });
    assert.equal(whole.length, 19);
  });

  it("reads 100,000 rows", async () => {
    const rows = Array.from({ length: 100_000 }, (_, at) => `user${at},U-1\n`).join("");
    const { table, lines } = await reader().read(bytes(`username,unique_role_name\n${rows}`));
    assert.deepEqual([table.rows.length, table.rows.at(-1), lines?.at(-1)], [100_000, ["user99999", "U-1"], 100_001]);
  });

  it("ends with the thread when it is given up", async () => {
    const abort = new AbortController();
    const text = `<users>${"<item><username>ann</username></item>".repeat(200_000)}</users>`;
    const reading = reader().read(bytes(text), abort.signal);
    abort.abort();
    await assert.rejects(reading, { name: "AbortError" });
    await assert.rejects(reader().read(bytes("username\n"), abort.signal), { name: "AbortError" });
  });

  it("refuses what is too large in words, before it is read and while", async () => {
    await assert.rejects(reader({ most: MB }).read(new Uint8Array(MB + 1)), {
      message: "The file is too large to import. It has more than 1 MB. Divide it and import the parts.",
    });
    const text = `[${'{"a":[1]},'.repeat(2_000_000)}1]`;
    await assert.rejects(reader({ memoryMb: 32 }).read(bytes(text)), {
      message:
        "The file is too large to import. Reading it takes more memory than it may. Divide it and import the parts.",
    });
  });
});
