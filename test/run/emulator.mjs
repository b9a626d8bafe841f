// `npm run emulator -- --port N …`: builds the emulator's command line and runs it.

import { createRequire } from "node:module";
import { join } from "node:path";
import { ensureDependencies, main, ROOT } from "./setup.mjs";

main(async () => {
  ensureDependencies();
  const { build } = await import("esbuild");
  const outfile = join(ROOT, "out/emulator-cli.js");
  await build({
    entryPoints: [join(ROOT, "src/emulator/server/cli.ts")],
    bundle: true,
    platform: "node",
    target: "node20",
    outfile,
    logLevel: "warning",
  });
  // In this process, so that whoever ends it ends the server with it.
  createRequire(import.meta.url)(outfile);
});
