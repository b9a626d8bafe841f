// `npm run faults`: every API method against every way in which networks and servers fail, over both transports.
import { build, ensureDependencies, flags, main, run } from "./setup.mjs";

flags();
main(async () => {
  ensureDependencies();
  await build("--tests");
  process.exitCode = await run(process.execPath, ["out/test/support/bin/faults.js"]);
});
