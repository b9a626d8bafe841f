// `npm run schemas`: writes the JSON schemas of the five tables from their descriptions. `--check` only compares.
import { ensureDependencies, main, run, script } from "./setup.mjs";

main(async () => {
  ensureDependencies();
  process.exitCode = await run(process.execPath, [await script("schemas"), ...process.argv.slice(2)]);
});
