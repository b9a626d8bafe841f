// One process that runs unit tests: runTests.mjs REQUEST ANSWER, in a sandbox.
// Which mutant is on stands in the environment, so that processes which a test starts have it too.
import { readFileSync, writeFileSync } from "node:fs";
import oneRun from "./oneRun.cjs";

const [request, answer] = process.argv.slice(2);
const result = await oneRun.runOnce(JSON.parse(readFileSync(request, "utf8")), process.cwd());
writeFileSync(answer, JSON.stringify(result));
// Servers and timers that a test left must not keep the process.
process.exit(0);
