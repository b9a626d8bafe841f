#!/usr/bin/env node
// Stands in for the desktop executable in `runTests` of @vscode/test-electron: takes the same arguments, starts a VS
// Code server with headless Chromium, prints what the suite prints and exits with its code.
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { CHROMIUM_FLAGS, ensureChromium } from "./chromium.mjs";
import { startHost } from "./server.mjs";

const option = (name) => process.argv.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
const folder = process.argv.slice(2).find((arg) => !arg.startsWith("-"));
const scratch = await mkdtemp(join(tmpdir(), "vscode-host-"));

const host = await startHost({
  version: process.env.VSCODE_TEST_VERSION,
  userDataDir: option("user-data-dir") ?? join(scratch, "user-data"),
  extensionsDir: option("extensions-dir") ?? join(scratch, "extensions"),
  driver: true,
});
const browser = await chromium.launch({ executablePath: ensureChromium(), args: CHROMIUM_FLAGS });
const page = await browser.newPage();
const remote = (path) => `vscode-remote://127.0.0.1:${host.port}${path}`;

const code = await new Promise((resolve) => {
  const payload = JSON.stringify([
    ["extensionDevelopmentPath", remote(option("extensionDevelopmentPath"))],
    ["extensionTestsPath", remote(option("extensionTestsPath"))],
  ]);
  const query = new URLSearchParams({ ...(folder ? { folder } : { ew: "true" }), payload });
  void (async () => {
    await page.exposeFunction("codeAutomationLog", (type, args) => print(type, args));
    await page.exposeFunction("codeAutomationExit", (exit) => resolve(exit));
    await page.goto(`${host.url}?${query}`);
  })();
});
await browser.close();
await host.stop();
process.exit(code);

/** Only what the suite writes itself; the workbench's own chatter is not a test result. */
function print(type, args) {
  if (type === "log") process.stdout.write(`${args.map(String).join(" ")}\n`);
}
