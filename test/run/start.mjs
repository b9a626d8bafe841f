// `npm start`: all set-up, then VS Code with the extension and the sample project. With --check the main job runs by itself
// in a headless VS Code; it leaves a screenshot of each step and exits 0 only if every step held. On macOS and Windows
// desktop VS Code is started instead, brought by @vscode/test-electron; --check wants Linux.
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build, ensureDependencies, flags, main, ROOT, run } from "./setup.mjs";

const script = flags({ check: { type: "boolean" } }).check ? "check" : "start";

main(async () => {
  ensureDependencies();
  if (process.platform === "linux") return await inBrowser();
  if (script === "check") throw new Error("--check can be run on Linux only. Without it, desktop VS Code is started.");
  await inDesktop();
});

async function inDesktop() {
  const { VERSIONS } = await import("../support/hosts/hosts.mjs");
  const { downloadAndUnzipVSCode } = await import("@vscode/test-electron");
  await build();
  const executable = await downloadAndUnzipVSCode(VERSIONS[0]);
  const scratch = mkdtempSync(join(tmpdir(), "redcap-access-"));
  const folders = [`--user-data-dir=${join(scratch, "user-data")}`, `--extensions-dir=${join(scratch, "extensions")}`];
  process.stdout.write(
    'Starting VS Code. Run "REDCap: Open Sample Project" in it, and close its window to end this.\n',
  );
  process.exitCode = await run(executable, [...folders, `--extensionDevelopmentPath=${ROOT}`, "--new-window", scratch]);
}

async function inBrowser() {
  const { VERSIONS, ensureHost } = await import("../support/hosts/hosts.mjs");
  const { ensureChromium } = await import("../support/hosts/chromium.mjs");
  ensureChromium();
  await ensureHost(VERSIONS[0]);
  await build("--tests");
  if (
    (await run(process.execPath, ["test/run/package.mjs", "--built"], { stdio: ["ignore", "ignore", "inherit"] })) !== 0
  )
    throw new Error("the extension could not be packaged");
  process.exitCode = await run(process.execPath, [`out/test/support/bin/${script}.js`]);
}
