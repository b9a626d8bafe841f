// `npm run manifest`: writes what package.json says of commands and menus from the table of commands. `--check` compares,
// and says of each command what it lacks: a title, a handler, a place where it shows, a test.
import { ensureDependencies, flags, main, run, script } from "./setup.mjs";

const { check } = flags({ check: { type: "boolean" } });
main(async () => {
  ensureDependencies();
  process.exitCode = await run(process.execPath, [await script("manifest"), ...(check ? ["--check"] : [])]);
});
