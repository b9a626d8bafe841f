// What the product is made of, as the lock file says: exact versions, known bytes, nothing that runs when it is installed.
// `--audit` also asks the registry for known weaknesses; one that cannot tell is said so and counts as no finding.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { flags, main, NPM, ROOT } from "./setup.mjs";

const { audit } = flags({ audit: { type: "boolean" } });
const read = (name) => JSON.parse(readFileSync(join(ROOT, name), "utf8"));

main(async () => {
  const problems = [...faultsOf(read("package.json"), read("package-lock.json")), ...audited()];
  if (problems.length > 0) throw new Error(problems.join("\n"));
  process.stdout.write("runtime dependencies: exact, with checksums, without install scripts\n");
});

/** Everything that gets into the product, however deep. */
function faultsOf(manifest, lock) {
  const named = { ...manifest.dependencies, ...manifest.devDependencies };
  const loose = Object.entries(named).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version));
  const runtime = Object.entries(lock.packages).filter(([path, { dev }]) => path !== "" && !dev);
  return [
    ...loose.map(([name, version]) => `${name}: ${version} is no exact version`),
    ...runtime.flatMap(([path, { hasInstallScript, integrity }]) => [
      ...(hasInstallScript ? [`${path}: runs a script when it is installed`] : []),
      ...(integrity ? [] : [`${path}: has no checksum`]),
    ]),
  ];
}

function audited() {
  if (!audit) return [];
  const { stdout } = spawnSync("npm", ["audit", "--omit=dev", "--package-lock-only", "--json"], {
    cwd: ROOT,
    encoding: "utf8",
    ...NPM,
  });
  const found = parse(stdout);
  if (!found?.vulnerabilities) {
    process.stdout.write("the registry tells no known weaknesses: not checked\n");
    return [];
  }
  return Object.values(found.vulnerabilities).map(({ name, severity, range }) => `${name} ${range}: ${severity}`);
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
