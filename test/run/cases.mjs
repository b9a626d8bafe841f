// `npm run cases`: every input of the fixtures in test/fixtures/cases with what came and what is right.
//   --only KIND   one kind of inputs
//   --id ID       one input
//   --sentences   what people are told of failed calls, each sentence once
//   --fuzz N      instead: N inputs damaged at random, answers and files; --seed N for others
import { build, ensureDependencies, main, run } from "./setup.mjs";

main(async () => {
  ensureDependencies();
  await build("--tests");
  process.exitCode = await run(process.execPath, ["out/test/support/bin/cases.js", ...process.argv.slice(2)]);
});
