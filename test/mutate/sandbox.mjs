// A copy of the project with the mutants in it, built. Each worker has one of its own, because tests write into `out`.
import { execFileSync } from "node:child_process";
import { copyFileSync, cpSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ROOT } from "../run/setup.mjs";

/** Two runs at a time do not meet. */
const FOLDER = join(ROOT, `.mutate/sandbox.${process.pid}`);

/**
 * @param {{name: string, content: string}[]} instrumented
 * @param {number} count
 * @returns {string[]} the folders
 */
export function makeSandboxes(instrumented, count) {
  process.once("exit", () => rmSync(FOLDER, { recursive: true, force: true }));
  const [first, ...others] = Array.from({ length: count }, (_, at) => join(FOLDER, String(at)));
  for (const file of projectFiles()) {
    mkdirSync(dirname(join(first, file)), { recursive: true });
    copyFileSync(join(ROOT, file), join(first, file));
  }
  for (const { name, content } of instrumented) writeFileSync(join(first, name), content);
  symlinkSync(join(ROOT, "node_modules"), join(first, "node_modules"));
  // The switches take room, so that the budgets of the bundles say nothing here.
  execFileSync(process.execPath, ["esbuild.js", "--tests", "--instrumented"], {
    cwd: first,
    stdio: ["ignore", "ignore", "inherit"],
  });
  for (const other of others) cpSync(first, other, { recursive: true, verbatimSymlinks: true });
  return [first, ...others];
}

/** What git tracks or would, as it stands in the folder now. */
function projectFiles() {
  const list = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
  const names = execFileSync("git", list, { cwd: ROOT, encoding: "utf8", maxBuffer: 64 << 20 }).split("\0");
  return names.filter((name) => name && !name.startsWith(".vscode-test") && existsSync(join(ROOT, name)));
}
