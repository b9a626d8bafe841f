// `npm run emulator -- --port N …`: builds the emulator's command line and runs it.

import { join } from "node:path";
import { ensureDependencies, main, ROOT, run } from "./setup.mjs";

main(async () => {
  ensureDependencies();
  const { build } = await import("esbuild");
  const outfile = join(ROOT, "out/emulator-cli.js");
  await build({
    entryPoints: [join(ROOT, "src/emulator/cli.ts")],
    bundle: true,
    platform: "node",
    target: "node20",
    outfile,
    logLevel: "warning",
  });
  process.exitCode = await run(process.execPath, [outfile, ...process.argv.slice(2)], { cwd: process.cwd() });
});
