// `npm run release -- --dry-run`: packages once, for the tag of this version, and looks at what would be published. Without
// --dry-run it publishes that package: to the Marketplace with VSCE_PAT, to Open VSX with OVSX_PAT, of the environment.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { flags, main, NPM, ROOT, run, tool } from "./setup.mjs";

const asked = flags({ "dry-run": { type: "boolean" }, tag: { type: "string" } });
const OVSX = "ovsx@1.4.0";
const read = (name) => readFileSync(join(ROOT, name), "utf8");
const manifest = JSON.parse(read("package.json"));
const tag = asked.tag ?? `v${manifest.version}`;

main(async () => {
  const faults = [...faultsOfVersion(), ...(asked["dry-run"] ? [] : faultsOfPublishing())];
  if (faults.length > 0) throw new Error(faults.join("\n"));
  if ((await run(process.execPath, ["test/run/package.mjs"])) !== 0) throw new Error("It could not be packaged.");
  const file = join(ROOT, `redcap-access-${manifest.version}.vsix`);
  const inside = await contents(file);
  const bad = faultsOfPackage(inside);
  if (bad.length > 0) throw new Error(bad.join("\n"));
  process.stdout.write(
    `${tag}: ${inside.size} files, manifest, README, change log, notices and list of parts are right\n`,
  );
  if (asked["dry-run"]) return void process.stdout.write("Nothing has been published: this was a dry run.\n");
  await published("the Marketplace", tool("vsce", ["publish", "--packagePath", file]));
  await published("Open VSX", run("npx", ["--yes", OVSX, "publish", file], NPM));
});

function faultsOfVersion() {
  const changes = read("CHANGELOG.md").split(/^## /m);
  const own = changes.find((part) => part.startsWith(`[${manifest.version}]`));
  const coming = changes.find((part) => part.startsWith("[Unreleased]"));
  return [
    ...(tag === `v${manifest.version}`
      ? []
      : [`The tag ${tag} is not v${manifest.version}, the version of package.json.`]),
    // A dry run looks at what stands under "Unreleased", which becomes the version's part.
    ...((own ?? (asked["dry-run"] && coming)) ? [] : [`CHANGELOG.md says nothing of ${manifest.version}.`]),
  ];
}

function faultsOfPublishing() {
  return [
    ...["repository", "bugs", "homepage"]
      .filter((name) => !manifest[name])
      .map((name) => `package.json lacks ${name}.`),
    ...["VSCE_PAT", "OVSX_PAT"].filter((name) => !process.env[name]).map((name) => `${name} is not set.`),
    ...(git("status", "--porcelain") === "" ? [] : ["There are changes that are not committed."]),
  ];
}

/** What stands in the package, by path, as text. */
async function contents(file) {
  const unzip = (...args) => execFileSync("unzip", args, { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  const paths = unzip("-Z1", file).trim().split("\n");
  const looked = /(?:readme|changelog)\.md$|\.json$|\.txt$/;
  return new Map(paths.map((path) => [path, looked.test(path) ? unzip("-p", file, path) : ""]));
}

function faultsOfPackage(inside) {
  const text = (name) => inside.get(`extension/${name}`) ?? "";
  const packaged = JSON.parse(text("package.json") || "{}");
  const wanted = ["package.json", "readme.md", "changelog.md", "LICENSE.txt", "ThirdPartyNotices.txt", "sbom.cdx.json"];
  const relative = [...text("readme.md").matchAll(/\]\((?!https:|#|mailto:)([^)]*)\)/g)].map(([, target]) => target);
  const started = packaged.main?.replace(/^\.\//, "");
  return [
    ...wanted.filter((name) => !inside.has(`extension/${name}`)).map((name) => `The package lacks ${name}.`),
    ...(packaged.version === manifest.version ? [] : ["The package is of another version."]),
    ...(inside.has(`extension/${started}`) ? [] : [`The package lacks ${started}, which VS Code starts.`]),
    ...relative.map((target) => `README of the package leads to ${target}, which nobody can open there.`),
  ];
}

async function published(place, work) {
  if ((await work) !== 0) throw new Error(`It could not be published to ${place}. Say it again: what is there stays.`);
  process.stdout.write(`published to ${place}\n`);
}

function git(...args) {
  return execFileSync("git", args, { cwd: ROOT, encoding: "utf8" }).trim();
}
