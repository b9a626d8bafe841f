// What `npm test` and `npm start` need on a machine that has only Node and npm. Uses no package, since none may be there.
import { execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";

export const ROOT = join(import.meta.dirname, "../..");
/** What checks remember from one run to the next; may be deleted at any time. */
export const CACHE = join(ROOT, "out/cache");

/** npm is a script on Windows, which starts those by a shell only. */
export const NPM = { shell: process.platform === "win32" };

/** Installs exactly what the lock file says, once per lock file. */
export function ensureDependencies() {
  const stamp = join(ROOT, "node_modules/.redcap-access-lock");
  const wanted = createHash("sha256")
    .update(readFileSync(join(ROOT, "package-lock.json")))
    .digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  process.stdout.write("installing dependencies …\n");
  execFileSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: ROOT,
    stdio: "inherit",
    ...NPM,
  });
  writeFileSync(stamp, wanted);
}

/** The flags of this process. One that is not among the options would do nothing, so it ends the process with a sentence. */
export function flags(options = {}) {
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    const [said] = error.message.split(". ");
    const known = Object.entries(options).map(([name, { type }]) => `--${name}${type === "string" ? " …" : ""}`);
    return refuse(`${said}. ${known.length > 0 ? `Flags: ${known.join(", ")}` : "There are no flags"}.`);
  }
}

/** The names of a list with commas, all of them known. */
export function namesOf(list, known) {
  const names = list.split(",");
  const strange = names.filter((name) => !known.includes(name));
  return strange.length === 0 ? names : refuse(`There is no ${strange.join(", ")}. Names: ${known.join(", ")}.`);
}

/** A number of times, from once up. */
export function countOf(name, text) {
  return /^[1-9]\d*$/.test(text) ? Number(text) : refuse(`--${name} takes a whole number from 1 up, not ${text}.`);
}

function refuse(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(2);
}

/** Runs a command with the terminal's output; resolves with its exit code. */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: "inherit", ...options });
    child.once("error", reject);
    child.once("exit", (code, signal) => resolve(code ?? (signal ? 1 : 0)));
  });
}

const PACKAGE_OF = { tsc: "typescript", vsce: "@vscode/vsce" };

/** Runs a tool that a package of the project brings, on every platform and without a shell, which would read its arguments. */
export function tool(name, args, options = {}) {
  const folder = join(ROOT, "node_modules", PACKAGE_OF[name] ?? name);
  const { bin } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return run(process.execPath, [join(folder, typeof bin === "string" ? bin : bin[name]), ...args], options);
}

/** Bundles one script of test/support/bin by itself, and says where it is. */
export async function script(name) {
  const { build: bundle } = await import("esbuild");
  const outfile = join(ROOT, `out/bin/${name}.js`);
  const entryPoints = [join(ROOT, `test/support/bin/${name}.ts`)];
  const options = { bundle: true, platform: "node", target: "node20", packages: "external", logLevel: "warning" };
  await bundle({ ...options, entryPoints, outfile });
  return outfile;
}

/** What the host tier's tests of the network need in the environment: read when a process starts, before any test. */
export async function hospitalEnv(folder) {
  if ((await run(process.execPath, [await script("hospital"), folder])) !== 0) throw new Error("no certificates");
  const authority = join(folder, "ca.pem");
  // VS Code's own fetch asks the system's store only, which this file then is.
  return { TEST_HOSPITAL: folder, NODE_EXTRA_CA_CERTS: authority, SSL_CERT_FILE: authority };
}

export async function build(...flags) {
  const code = await run(process.execPath, ["esbuild.js", ...flags]);
  if (code !== 0) throw new Error("the build failed");
}

/** Ends the process with one clear line instead of a stack. */
export function main(work) {
  work().catch((error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
}
