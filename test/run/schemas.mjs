// `npm run schemas`: writes the JSON schemas of the five tables from their descriptions. `--check` only compares.
import { ensureDependencies, flags, main, run, script } from "./setup.mjs";

const { check } = flags({ check: { type: "boolean" } });
main(async () => {
  ensureDependencies();
  process.exitCode = await run(process.execPath, [await script("schemas"), ...(check ? ["--check"] : [])]);
});
