// `npm run package`: builds and packs the .vsix, and refuses one with a file that need not be in it.
//   --built    packs what has been built
//   --pseudo   into out/pseudo, every text of ours in brackets and longer, the manifest's too
import { createVSIX, listFiles, PackageManager } from "@vscode/vsce";
import { cpSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import bundles from "../../esbuild.js";
import notices from "../../notices.js";
import { packagedReadme } from "./packagedReadme.mjs";
import { build, flags, main, ROOT, run, script } from "./setup.mjs";

const { built, pseudo } = flags({ built: { type: "boolean" }, pseudo: { type: "boolean" } });
/** Where the pseudo language is packaged. */
const PSEUDO = "out/pseudo";
const ALLOWED = [
  /^package(\.nls)?\.json$/,
  /^(README|CHANGELOG)\.md$/,
  /^LICENSE$/,
  /^ThirdPartyNotices\.txt$/,
  /^sbom\.cdx\.json$/,
  /^dist\/[\w-]+\.js$/,
  /^dist\/webview\/\w+\.js$/,
  /^media\/((pictures|webview)\/)?[\w-]+\.(svg|png|css|md)$/,
  /^media\/schemas\/[\w-]+\.schema\.json$/,
  /^l10n\/bundle\.l10n(\.[\w-]+)?\.json$/,
];

main(async () => {
  if (pseudo) return await packPseudo();
  if (!built) await build();
  const files = await listFiles({ cwd: ROOT, packageManager: PackageManager.None });
  const extra = files.filter((file) => !ALLOWED.some((pattern) => pattern.test(file)));
  const lacking = [notices.NOTICES, notices.SBOM].filter((name) => !files.includes(name));
  if (lacking.length > 0) throw new Error(`must be packaged: ${lacking.join(", ")}`);
  if (extra.length > 0) throw new Error(`must not be packaged: ${extra.join(", ")}`);
  const { version, repository } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  const packagePath = join(ROOT, `redcap-access-${version}.vsix`);
  await createVSIX({
    cwd: ROOT,
    packagePath,
    dependencies: false,
    ...(repository ? { githubBranch: `v${version}` } : readmeByItself(files)),
  });
  const [size, budget] = [statSync(packagePath).size, bundles.PACKAGE_BUDGET].map((bytes) => bytes / 1024);
  if (size > budget) throw new Error(`the package has ${size.toFixed(0)} KB, more than ${budget} KB`);
  process.stdout.write(`${packagePath}: ${files.length} files, ${size.toFixed(0)} KB\n`);
});

/** The same extension in the pretended language. */
async function packPseudo() {
  const folder = join(ROOT, PSEUDO);
  rmSync(folder, { recursive: true, force: true });
  await build("--pseudo", "--to", `${PSEUDO}/dist`);
  for (const name of ["package.json", "LICENSE", "media", "l10n"])
    cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  if ((await run(process.execPath, [await script("pseudoManifest"), "package.nls.json", folder])) !== 0)
    throw new Error("the texts of the manifest were not written");
  writeFileSync(
    join(folder, "README.md"),
    "REDCap Access in the pseudo language, to be looked at and never published.\n",
  );
  const packagePath = join(folder, "pseudo.vsix");
  await createVSIX({ cwd: folder, packagePath, dependencies: false, allowMissingRepository: true });
}

/** Links lead into the repository, at the tag of the version; without one, README must do by itself. */
function readmeByItself(files) {
  const readmePath = "out/package/README.md";
  mkdirSync(join(ROOT, "out/package"), { recursive: true });
  writeFileSync(join(ROOT, readmePath), packagedReadme(readFileSync(join(ROOT, "README.md"), "utf8"), files));
  return { readmePath, allowMissingRepository: true, rewriteRelativeLinks: false };
}
