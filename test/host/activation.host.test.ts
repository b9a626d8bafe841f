import assert from "node:assert/strict";
import * as vscode from "vscode";

const ID = "redcap-access.redcap-access";

interface Manifest {
  contributes: { commands: { command: string }[] };
}

describe("activation", () => {
  it("does not happen before one of our views or commands is used", () => {
    assert.equal(vscode.extensions.getExtension(ID)?.isActive, false);
  });

  it("registers every command of the manifest", async () => {
    const extension = vscode.extensions.getExtension<unknown>(ID);
    assert.ok(extension);
    await extension.activate();
    const known = new Set(await vscode.commands.getCommands(true));
    const manifest = extension.packageJSON as Manifest;
    const missing = manifest.contributes.commands.map(({ command }) => command).filter((id) => !known.has(id));
    assert.deepEqual(missing, []);
  });
});
