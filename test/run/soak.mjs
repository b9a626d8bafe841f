// `npm run soak`: random applies, each taken back, on servers with every difference that the emulator knows.
//   --runs N     so many (10000)
//   --seed N     draws the same again; printed at the end
//   --only N     this one of them, and what is sent and said in it
import { build, ensureDependencies, main, run } from "./setup.mjs";

main(async () => {
  ensureDependencies();
  await build("--tests");
  process.exitCode = await run(process.execPath, ["out/test/support/bin/soak.js", ...process.argv.slice(2)]);
});
