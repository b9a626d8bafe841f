// `npm run schemas`: writes what follows from descriptions in core: the JSON schemas of the five tables, and the table of
// rules in CONTRIBUTING.md. `--check` only compares.
import { ensureDependencies, flags, main, run, script } from "./setup.mjs";

const { check } = flags({ check: { type: "boolean" } });
main(async () => {
  ensureDependencies();
  process.exitCode = await run(process.execPath, [await script("schemas"), ...(check ? ["--check"] : [])]);
});
