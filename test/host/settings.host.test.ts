import assert from "node:assert/strict";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import { RecentRequests } from "../../src/app/connections/recentRequests";
import { fillTemplate } from "../../src/core/text/fileNames";
import { Clients } from "../../src/platform/clients";
import { readAnywhere } from "../../src/platform/readAnywhere";
import { Settings } from "../../src/platform/settings";
import { fixedClock, quietLog } from "../unit/app/memory";

describe("settings", () => {
  const settings = new Settings();
  const scratch = () => mkdtemp(join(tmpdir(), "redcap-access-limits-"));
  const configure = async (name: string, value: unknown) =>
    await vscode.workspace.getConfiguration("redcapAccess").update(name, value, vscode.ConfigurationTarget.Global);

  it("have defaults that a server can live with", () => {
    assert.deepEqual(settings.rate, { maxInFlight: 8, maxPerMinute: 300 });
    assert.deepEqual(settings.servers, []);
    assert.equal(settings.exportFolder(), "redcap/${projectId}-${title}");
  });

  it("never let anybody ask a server more than 540 times a minute, for REDCap bans for good at 600", async () => {
    const clients = new Clients({
      ...{ settings, log: quietLog(), trail: new RecentRequests(fixedClock()), folder: await scratch() },
      readFile: readAnywhere,
      warn: () => undefined,
    });
    const waits = (host: string, requests: number) => clients.limiter(host).timeFor(requests) > 0;
    try {
      for (const [wanted, most] of [
        [6000, 540],
        [540, 540],
        [0, 10],
        [-5, 10],
      ] as const) {
        await configure("requestsPerMinute", wanted);
        assert.equal(settings.rate.maxPerMinute, most, String(wanted));
        assert.deepEqual([waits("host.example", most), waits("host.example", most + 1)], [false, true], String(wanted));
      }
    } finally {
      clients.dispose();
      await configure("requestsPerMinute", undefined);
    }
  });

  it("cannot name a server from a workspace", async () => {
    const configuration = vscode.workspace.getConfiguration("redcapAccess");
    const write = configuration.update("servers", ["https://evil.example/"], vscode.ConfigurationTarget.Workspace);
    // VS Code refuses to write it; even a hand-written entry would not be read.
    await assert.rejects(async () => await write);
    assert.deepEqual(settings.servers, []);
  });

  it("fall back to their defaults where something of another type is written", async () => {
    const configuration = vscode.workspace.getConfiguration("redcapAccess");
    const global = vscode.ConfigurationTarget.Global;
    await configuration.update("requestsPerMinute", "many", global);
    await configuration.update("removalLimit", "few", global);
    await configuration.update("exportFolder", 7, global);
    try {
      assert.equal(settings.rate.maxPerMinute, 300);
      assert.equal(settings.removalLimit, 5);
      assert.equal(settings.exportFolder(), "redcap/${projectId}-${title}");
    } finally {
      for (const name of ["requestsPerMinute", "removalLimit", "exportFolder"]) {
        await configuration.update(name, undefined, global);
      }
    }
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
