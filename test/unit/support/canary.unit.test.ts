import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Canary } from "../../support/ui/canary";

const TOKEN = "5EC2E70C0FFEE0000000000000CAFE01";

async function leaving(content: string | Uint8Array, work: (found: readonly string[], file: string) => void) {
  const folder = await mkdtemp(join(tmpdir(), "canary-"));
  try {
    const file = join(folder, "deep", "left.bin");
    await mkdir(join(folder, "deep"));
    await writeFile(file, content);
    const canary = new Canary();
    canary.watchFor(TOKEN);
    work(await canary.search([folder]), file);
  } finally {
    await rm(folder, { recursive: true });
  }
}

describe("the search for tokens that were left behind", () => {
  const left: Readonly<Record<string, string | Uint8Array>> = {
    "as it is": `{"a":"${TOKEN}"}`,
    "in small letters": TOKEN.toLowerCase(),
    "among bytes": Buffer.concat([Buffer.from([0xff, 0x00, 0x80]), Buffer.from(TOKEN), Buffer.from([0xfe])]),
    "as UTF-16": Buffer.from(`x${TOKEN}`, "utf16le"),
    "as UTF-16 behind an odd byte": Buffer.concat([Buffer.from([1]), Buffer.from(TOKEN, "utf16le")]),
    "as Base64": Buffer.from(`token=${TOKEN}&`).toString("base64"),
    "as Base64, one letter on": Buffer.from(`tokens=${TOKEN}&`).toString("base64"),
    "as Base64, two letters on": Buffer.from(`a token=${TOKEN}`).toString("base64"),
  };
  for (const [name, content] of Object.entries(left))
    it(`finds one ${name}`, () => leaving(content, (found, file) => assert.deepEqual(found, [file])));

  it("finds none where none is", () => leaving(TOKEN.slice(1), (found) => assert.deepEqual(found, [])));
});
