// `npm test`: all set-up, then every tier. The last line is `N passed, N failed`.
//   --all                everything on both VS Code versions
//   --only static,unit,host,ui,check   some tiers
//   --grep TEXT          tests whose title contains TEXT
//   --vscode VERSION     one VS Code version
//   --strict             nothing is run again
//   --repeat N           the tests of unit, host and ui N times in a row, with what failed in each
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { build, countOf, ensureDependencies, flags, hospitalEnv, main, namesOf, ROOT, run, tool } from "./setup.mjs";

const TIERS = ["static", "unit", "host", "ui", "check"];
const asked = flags({
  all: { type: "boolean" },
  only: { type: "string", default: TIERS.join(",") },
  grep: { type: "string" },
  vscode: { type: "string" },
  strict: { type: "boolean" },
  repeat: { type: "string", default: "1" },
});
const { grep } = asked;
/** A closed network cannot download desktop VS Code, so on Linux its server build stands in unless asked otherwise. */
const DESKTOP = process.platform !== "linux" || process.env.REDCAP_ACCESS_TEST_HOST === "desktop";
const tiers = new Set(namesOf(asked.only, TIERS));
const times = countOf("repeat", asked.repeat);
const totals = { passed: 0, failed: 0 };
const told = [];
const flaky = [];

main(async () => {
  ensureDependencies();
  const { VERSIONS, ensureHost } = await import("../support/hosts/hosts.mjs");
  const { ensureChromium } = await import("../support/hosts/chromium.mjs");
  const [newest] = VERSIONS;
  const versions = asked.vscode ? namesOf(asked.vscode, VERSIONS) : VERSIONS;
  const complete = asked.all || asked.vscode;

  await step("build", () => one(build("--tests")));
  if (tiers.has("static")) {
    await step("type check", () => one(run(process.execPath, ["test/run/typecheck.mjs"])));
    await step("dependencies", () => one(run(process.execPath, ["test/run/dependencies.mjs"])));
    await step("texts", () => one(run(process.execPath, ["test/run/l10n.mjs", "--check"])));
    await step("schemas", () => one(run(process.execPath, ["test/run/schemas.mjs", "--check"])));
    await step("manifest", () => one(run(process.execPath, ["test/run/manifest.mjs", "--check"])));
    await step("lint", () => one(run(process.execPath, ["test/run/lint.mjs", "--fresh"])));
  }
  if (tiers.has("unit")) await repeated("unit", () => mocha(["out/test/unit/**/*.js"]));
  const inBrowser = ["ui", "check"].filter((tier) => tiers.has(tier));
  if (inBrowser.length > 0 && process.platform !== "linux")
    throw new Error(`${inBrowser.join(" and ")} can be run on Linux only. Say --only static,unit,host.`);
  if (inBrowser.length > 0 || (tiers.has("host") && !DESKTOP)) {
    ensureChromium();
    for (const version of versions) await ensureHost(version);
  }
  if (tiers.has("host")) for (const version of versions) await repeated(`host ${version}`, () => hostTier(version));
  if (tiers.has("ui")) {
    await step("package", () => one(run(process.execPath, ["test/run/package.mjs", "--built"])));
    for (const version of versions) {
      const files = complete || version === newest ? "out/test/ui/**/*.js" : "out/test/ui/smoke.ui.test.js";
      await repeated(`ui ${version}`, () => uiTier(files, version));
    }
  }
  if (tiers.has("check")) await step("main job", () => one(run(process.execPath, ["test/run/start.mjs", "--check"])));
  process.stdout.write(`\n${[...told, ...flaky].join("\n")}\n${totals.passed} passed, ${totals.failed} failed\n`);
  if (totals.failed > 0) process.exitCode = 1;
});

/** Runs a tier, goes on when it breaks, and remembers how long it took and what failed. */
async function step(name, work) {
  const start = performance.now();
  const failures = [];
  process.stdout.write(`\n== ${name}\n`);
  try {
    const { passed, failed, titles = [] } = await work();
    totals.passed += passed;
    totals.failed += failed;
    failures.push(...titles);
  } catch (error) {
    process.stdout.write(`${error.message}\n`);
    totals.failed += 1;
  }
  told.push(
    `${name}: ${((performance.now() - start) / 1000).toFixed(0)} s`,
    ...failures.map((each) => `  failed: ${each}`),
  );
}

async function repeated(name, work) {
  for (let at = 1; at <= times; at++) await step(times === 1 ? name : `${name}, run ${at} of ${times}`, work);
}

/** A check without tests of its own counts as one. */
async function one(work) {
  const code = await work;
  return code ? { passed: 0, failed: 1 } : { passed: 1, failed: 0 };
}

async function mocha(files, env = {}) {
  return await withResults(async (results) => {
    const flags = [
      "--reporter",
      "test/support/reporter.cjs",
      "--reporter-option",
      `file=${results}`,
      "--timeout",
      "60000",
    ];
    const filter = grep ? ["--grep", grep] : [];
    return await tool("mocha", ["--exit", ...flags, ...filter, ...files], { env: { ...process.env, ...env } });
  });
}

/**
 * A whole workbench in a browser can stumble over the machine. Unless strict, a file that failed runs once more, by
 * itself: what fails again has failed; what does not is named as flaky at the end, and is to be mended.
 */
async function uiTier(files, version) {
  const env = { VSCODE_TEST_VERSION: version };
  // A workbench waits more than it works, so two run at a time.
  const inTwo = ["--parallel", "--jobs", "2"];
  const first = await mocha([...inTwo, files], env);
  if (asked.strict) return first;
  const failing = Object.entries(first.files ?? {}).filter(([, { failed }]) => failed.length > 0);
  const failures = failing.flatMap(([, { failed }]) => failed);
  // A failure that no file owns is no test's, and many failures are no accident.
  if (failing.length === 0 || failing.length > 2 || failures.length !== first.failed) return first;
  process.stdout.write(`\n== ui ${version}, once more: ${failing.map(([file]) => basename(file)).join(", ")}\n`);
  const second = await mocha(
    failing.map(([file]) => file),
    env,
  );
  if (second.failed === 0) flaky.push(...first.titles.map((title) => `flaky on ${version}: ${title}`));
  const replaced = failing.reduce((sum, [, { passes }]) => sum + passes, 0);
  return { ...second, passed: first.passed - replaced + second.passed };
}

async function hostTier(version) {
  const { runTests } = await import("@vscode/test-electron");
  return await withResults(async (results) => {
    const scratch = mkdtempSync(join(tmpdir(), "redcap-access-host-"));
    const network = await hospitalEnv(join(scratch, ".hospital"));
    return await runTests({
      ...(DESKTOP ? { version } : { vscodeExecutablePath: join(ROOT, "test/support/hosts/launcher.mjs") }),
      extensionDevelopmentPath: ROOT,
      extensionTestsPath: join(ROOT, "out/test/host/index.js"),
      launchArgs: [scratch, `--user-data-dir=${join(scratch, ".user")}`, `--extensions-dir=${join(scratch, ".ext")}`],
      extensionTestsEnv: {
        ...{ VSCODE_TEST_VERSION: version, TEST_RESULTS: results, ...network },
        ...(grep ? { TEST_GREP: grep } : {}),
      },
    }).catch(() => 1);
  });
}

/** The tier writes its counts into a file; a tier that ends without counts has failed. */
async function withResults(work) {
  const folder = mkdtempSync(join(tmpdir(), "redcap-access-results-"));
  const file = join(folder, "results.json");
  const code = await work(file);
  try {
    const { passes, failures, lines = [], files } = JSON.parse(readFileSync(file, "utf8"));
    if (lines.length > 0) process.stdout.write(`${lines.join("\n")}\n`);
    // The steps of a story stand in the lines after the first.
    const titles = Object.values(files ?? {}).flatMap(({ failed }) => failed.map((title) => title.split("\n")[0]));
    return { passed: passes, failed: Math.max(failures, code ? 1 : 0), files, titles };
  } catch {
    return { passed: 0, failed: 1 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
