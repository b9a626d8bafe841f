import { createRequire } from "node:module";
import { statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import * as vscode from "vscode";
import { once, report, rounded } from "./measure";

/**
 * Activation as it happens to people: once, in an extension host that has just started, VS Code's own part included.
 * Measuring again in the same host would flatter us, because V8 remembers the source that it has compiled; so
 * test/run/bench.mjs starts a host for each measurement. Then the first command, which reads the product.
 */
export async function run(): Promise<void> {
  const extension = vscode.extensions.getExtension("redcap-access.redcap-access");
  if (!extension || extension.isActive) throw new Error("the extension is missing or active already");
  const { cache } = createRequire(__filename);
  const folder = join(extension.extensionPath, "dist");
  const kilobytes = () =>
    Object.keys(cache)
      .filter((file) => file.startsWith(folder))
      .reduce((sum, file) => sum + statSync(file).size / 1024, 0);
  // The host still loads other extensions when it starts its first test.
  await pause(2000);
  const activate = await once(() => extension.activate());
  const read = kilobytes();
  const command = await once(() => vscode.commands.executeCommand("redcapAccess.clearFilter"));
  const row = { activate, "KB read": read, "first command": command, "KB read by it": kilobytes() - read };
  report({
    name: "activation",
    note: "",
    rows: [Object.fromEntries(Object.entries(row).map(([name, value]) => [name, rounded(value)]))],
  });
}
