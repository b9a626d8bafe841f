// `npm run pictures`: draws the pictures of README, guide and walkthrough anew, by the ui test that follows the walkthrough.
import { copyFileSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { flags, main, ROOT, run } from "./setup.mjs";

flags();
const TO = join(ROOT, "media/pictures");

main(async () => {
  const { VERSIONS } = await import("../support/hosts/hosts.mjs");
  const from = join(ROOT, "test-results/screens", VERSIONS[0]);
  // What an earlier run left would be taken for one of this.
  rmSync(from, { recursive: true, force: true });
  const test = ["test/run/test.mjs", "--only", "ui", "--vscode", VERSIONS[0], "--strict", "--grep", "the walkthrough"];
  if ((await run(process.execPath, test)) !== 0)
    throw new Error("The walkthrough does not hold: no picture was changed.");
  rmSync(TO, { recursive: true, force: true });
  mkdirSync(TO, { recursive: true });
  const drawn = readdirSync(from).filter((name) => name.startsWith("picture-"));
  for (const name of drawn) copyFileSync(join(from, name), join(TO, name.replace("picture-", "")));
  process.stdout.write(`${drawn.length} pictures in media/pictures\n`);
});
