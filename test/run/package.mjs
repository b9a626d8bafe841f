// `npm run package`: builds and packs the .vsix, and refuses one with a file that need not be in it.
import { createVSIX, listFiles, PackageManager } from "@vscode/vsce";
import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import bundles from "../../esbuild.js";
import notices from "../../notices.js";
import { packagedReadme } from "./packagedReadme.mjs";
import { build, flags, main, ROOT } from "./setup.mjs";

const { built } = flags({ built: { type: "boolean" } });
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

/** Links lead into the repository, at the tag of the version; without one, README must do by itself. */
function readmeByItself(files) {
  const readmePath = "out/package/README.md";
  mkdirSync(join(ROOT, "out/package"), { recursive: true });
  writeFileSync(join(ROOT, readmePath), packagedReadme(readFileSync(join(ROOT, "README.md"), "utf8"), files));
  return { readmePath, allowMissingRepository: true, rewriteRelativeLinks: false };
}
