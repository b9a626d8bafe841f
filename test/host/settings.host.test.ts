import assert from "node:assert/strict";
import * as vscode from "vscode";
import { fillTemplate } from "../../src/core/text/fileNames";
import { Settings } from "../../src/platform/settings";

describe("settings", () => {
  const settings = new Settings();

  it("have defaults that a server can live with", () => {
    assert.deepEqual(settings.rate, { maxInFlight: 8, maxPerMinute: 300 });
    assert.deepEqual(settings.servers, []);
    assert.equal(settings.exportFolder(), "redcap/${projectId}-${title}");
  });

  it("cannot name a server from a workspace", async () => {
    const configuration = vscode.workspace.getConfiguration("redcapAccess");
    const write = configuration.update("servers", ["https://evil.example/"], vscode.ConfigurationTarget.Workspace);
    // VS Code refuses to write it; even a hand-written entry would not be read.
    await assert.rejects(async () => await write);
    assert.deepEqual(settings.servers, []);
  });

  it("cannot lead an export out of its folder", async () => {
    const configuration = vscode.workspace.getConfiguration("redcapAccess");
    await configuration.update("exportFolder", "../../outside", vscode.ConfigurationTarget.Workspace);
    try {
      assert.deepEqual(fillTemplate(settings.exportFolder(), {}), ["outside"]);
    } finally {
      await configuration.update("exportFolder", undefined, vscode.ConfigurationTarget.Workspace);
    }
  });
});
