// `npm start`: all set-up, then VS Code with the extension and the sample project. With --check the main job runs by itself
// in a headless VS Code; it leaves a screenshot of each step and exits 0 only if every step held.
import { build, ensureDependencies, flags, main, run } from "./setup.mjs";

const script = flags({ check: { type: "boolean" } }).check ? "check" : "start";

main(async () => {
  ensureDependencies();
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
});
