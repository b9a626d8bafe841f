import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Mocha from "mocha";

/** Entry point of the host tier, called inside the extension host by VS Code's own test runner. */
export function run(): Promise<void> {
  const mocha = new Mocha({ ui: "bdd", timeout: 60_000, color: false });
  const grep = process.env["TEST_GREP"];
  if (grep) mocha.grep(grep);
  for (const file of readdirSync(__dirname).filter((name) => name.endsWith(".host.test.js"))) {
    mocha.addFile(join(__dirname, file));
  }
  return new Promise((resolve, reject) => {
    // What the extension host prints does not reach the terminal, so the lines travel with the counts.
    const lines: string[] = [];
    const runner = mocha.run((failures) => {
      const results = process.env["TEST_RESULTS"];
      if (results) writeFileSync(results, JSON.stringify({ ...runner.stats, lines }));
      if (failures > 0) reject(new Error(`${failures} failed`));
      else resolve();
    });
    runner.on("pass", (test) => lines.push(`  ✔ ${test.fullTitle()}`));
    runner.on("fail", (test, error: Error) => lines.push(`  ✖ ${test.fullTitle()}\n${error.stack ?? error.message}`));
  });
}
