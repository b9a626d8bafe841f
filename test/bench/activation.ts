import { createRequire } from "node:module";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import * as vscode from "vscode";
import { once, report, rounded } from "./measure";

/**
 * Activation as it happens to people: once, in an extension host that has just started, module load and VS Code's own
 * part included. Measuring again in the same host would flatter us, because V8 remembers the source that it has
 * compiled; so test/run/bench.mjs starts a host for each measurement and takes the median of what they report. The
 * time is compared with that of loading our undici bundle, right after it and for the first time too.
 */
export async function run(): Promise<void> {
  const extension = vscode.extensions.getExtension("redcap-access.redcap-access");
  if (!extension || extension.isActive) throw new Error("the extension is missing or active already");
  // The host still loads other extensions when it starts its first test.
  await pause(2000);
  const activate = await once(() => extension.activate());
  const load = createRequire(__filename);
  const undici = await once(() => void load(join(extension.extensionPath, "dist/undici.js")));
  report({
    name: "activation",
    note: "",
    rows: [{ activate: rounded(activate), undici: rounded(undici), ratio: rounded(activate / undici) }],
  });
}
