import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import { FileReader } from "../../src/app/files/fileReader";

const MB = 1024 * 1024;

describe("a large file in VS Code", () => {
  const reader = () => {
    const extension = vscode.extensions.getExtension("redcap-access.redcap-access") ?? assert.fail();
    const script = vscode.Uri.joinPath(extension.extensionUri, "dist/fileWorker.js").fsPath;
    return new FileReader({ script, inThreadAbove: 2 * MB, most: 256 * MB, memoryMb: 2048 });
  };
  const rows = Array.from({ length: 100_000 }, (_, at) => [`user${at}`, `U-${randomBytes(6).toString("hex")}`]);
  const items = rows.map(([name, role]) => `<username>${name}</username><unique_role_name>${role}</unique_role_name>`);
  const texts = {
    csv: `username,unique_role_name\n${rows.map((row) => `${row.join()}\n`).join("")}`,
    json: JSON.stringify(rows.map(([username, unique_role_name]) => ({ username, unique_role_name }))),
    xml: `<items>${items.map((item) => `<item>${item}</item>`).join("")}</items>`,
  };

  for (const [format, text] of Object.entries(texts))
    it(`is read by the packed worker thread: ${format}`, async () => {
      const { table, problems } = await reader().read(new TextEncoder().encode(text));
      assert.deepEqual(problems, []);
      assert.deepEqual(table, { columns: ["username", "unique_role_name"], rows });
    });

  it("can be given up while it is read", async () => {
    const abort = new AbortController();
    const reading = reader().read(new TextEncoder().encode(texts.xml), abort.signal);
    abort.abort();
    await assert.rejects(reading, { name: "AbortError" });
  });
});
