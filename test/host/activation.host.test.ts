import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { join, relative } from "node:path";
import * as vscode from "vscode";
import { COMMANDS } from "../../src/commands/registry/table";

const ID = "redcap-access.redcap-access";

interface Manifest {
  contributes: { commands: { command: string }[] };
}

describe("activation", () => {
  it("does not happen before one of our views or commands is used", () => {
    assert.equal(vscode.extensions.getExtension(ID)?.isActive, false);
  });

  it("reads one small file, and the product not before something of it is used", async () => {
    const extension = vscode.extensions.getExtension<unknown>(ID);
    assert.ok(extension);
    await extension.activate();
    const { cache } = createRequire(__filename);
    const folder = join(extension.extensionPath, "dist");
    const read = () => Object.keys(cache).filter((file) => file.startsWith(folder));
    const names = read().map((file) => relative(folder, file));
    assert.ok(names.includes("activate.js"), `${names.join(", ")} were read`);
    assert.deepEqual(
      names.filter((name) => !/^(activate|chunk-\w+)\.js$/.test(name)),
      [],
    );
  });

  it("registers every command of the manifest, and there is a handler for each", async () => {
    const extension = vscode.extensions.getExtension<unknown>(ID);
    assert.ok(extension);
    await extension.activate();
    const known = new Set(await vscode.commands.getCommands(true));
    const manifest = extension.packageJSON as Manifest;
    const commands = manifest.contributes.commands.map(({ command }) => command).sort();
    assert.deepEqual(
      commands.filter((id) => !known.has(id)),
      [],
    );
    assert.deepEqual(
      Object.keys(COMMANDS)
        .map((name) => `redcapAccess.${name}`)
        .sort(),
      commands,
    );
  });
});
