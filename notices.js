// What the bundles contain of others' work: their notices with the texts of the licences, and a list of parts (CycloneDX).
const { execFileSync } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");

const NOTICES = "ThirdPartyNotices.txt";
const SBOM = "sbom.cdx.json";
/** Texts for packages that declare a licence and ship none, by name and version: an update asks again. */
const OWN_TEXTS = path.join(__dirname, "licenses");
const LICENSE_FILE = /^(?:licen[cs]e|copying|notice)(?:[.-][\w.-]+)?$/i;

/** The packages that the outputs of these metafiles really hold, sorted. Throws where one has no licence text. */
function contained(metafiles, root = ".") {
  const inputs = metafiles.flatMap(({ outputs }) =>
    Object.values(outputs).flatMap((output) =>
      Object.entries(output.inputs).flatMap(([input, { bytesInOutput }]) => (bytesInOutput > 0 ? [input] : [])),
    ),
  );
  const folders = new Set(inputs.flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0] ?? []));
  return [...folders].map((folder) => described(path.join(root, folder))).sort((a, b) => (a.id < b.id ? -1 : 1));
}

function described(folder) {
  const { name, version, license, homepage } = JSON.parse(fs.readFileSync(path.join(folder, "package.json"), "utf8"));
  const id = `${name}@${version}`;
  const files = fs.readdirSync(folder).filter((file) => LICENSE_FILE.test(file));
  const kept = path.join(OWN_TEXTS, `${id.replaceAll("/", "+")}.txt`);
  const found = files.length > 0 ? files.sort().map((file) => path.join(folder, file)) : [kept].filter(fs.existsSync);
  const texts = found.map((file) => fs.readFileSync(file, "utf8").trim());
  if (typeof license !== "string" || texts.every((text) => text.length < 100))
    throw new Error(`${id} is in a bundle, but its licence or the text of it is missing`);
  return { id, license, homepage, text: texts.join("\n\n") };
}

function noticesText(packages) {
  const parts = packages.map(({ id, license, homepage, text }) =>
    [id, license, homepage, "", text].filter((line) => line !== undefined).join("\n"),
  );
  const line = `\n\n${"=".repeat(80)}\n\n`;
  return `${["REDCap Access contains the work of others, under the licences that follow.", ...parts].join(line)}\n`;
}

/**
 * npm's list of what is installed, without what no bundle contains. Throws where a bundle contains what npm does not list.
 * What tests need too npm calls theirs alone, so the whole tree is asked for. It says no time and no folder, so that the same parts give the same list.
 */
function reconciled(listed, packages, name) {
  const wanted = new Set(packages.map(({ id }) => id));
  const components = listed.components.filter((component) => wanted.has(component["bom-ref"]));
  const missing = [...wanted].filter((id) => !components.some((component) => component["bom-ref"] === id));
  if (missing.length > 0) throw new Error(`in a bundle, but not among the dependencies: ${missing.join(", ")}`);
  const { serialNumber: _, metadata, ...rest } = listed;
  const root = metadata.component["bom-ref"];
  return {
    ...rest,
    metadata: { lifecycles: [{ phase: "build" }], component: { ...metadata.component, name } },
    components,
    dependencies: listed.dependencies
      .filter(({ ref }) => ref === root || wanted.has(ref))
      .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((id) => wanted.has(id)) })),
  };
}

function writeNotices(metafiles) {
  const packages = contained(metafiles);
  const flags = ["sbom", "--package-lock-only", "--sbom-format=cyclonedx"];
  const listed = JSON.parse(execFileSync("npm", flags, { encoding: "utf8", shell: process.platform === "win32" }));
  const { name } = JSON.parse(fs.readFileSync("package.json", "utf8"));
  fs.writeFileSync(NOTICES, noticesText(packages));
  fs.writeFileSync(SBOM, `${JSON.stringify(reconciled(listed, packages, name), undefined, 2)}\n`);
}

module.exports = { NOTICES, SBOM, contained, noticesText, reconciled, writeNotices };
