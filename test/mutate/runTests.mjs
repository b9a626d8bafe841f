// One process that runs unit tests: runTests.mjs REQUEST ANSWER, in a sandbox.
// The request names the files and, where not all of a file is wanted, the titles; which mutant is on stands in the
// environment, so that processes which a test starts have it too. Without a mutant it writes what each test reached.
import { readFileSync, writeFileSync } from "node:fs";
import { relative, resolve } from "node:path";
import Mocha from "mocha";

const [request, answer] = process.argv.slice(2);
/** @type {{files: Record<string, Record<string, number> | "all">, record: boolean}} titles come with the time they may take */
const { files, record } = JSON.parse(readFileSync(request, "utf8"));
/** Longest time of a test of which no time is known. */
const TEST_LIMIT_MS = 60_000;
/** Reached while the file was loaded, or by a hook: all tests of the file may depend on it. */
const ANY_TEST = "";

const switches = (globalThis.__stryker__ ??= {});
const mocha = new Mocha({ bail: !record, reporter: class {}, timeout: TEST_LIMIT_MS });
const failed = [];
const reach = (file, title) => {
  if (record) switches.currentTestId = JSON.stringify([relative(process.cwd(), file), title]);
};

try {
  mocha.suite.on("pre-require", (_, file) => reach(file, ANY_TEST));
  for (const file of Object.keys(files)) mocha.addFile(resolve(file));
  mocha.loadFiles();
  choose(mocha.suite);
  const times = [];
  const runner = mocha.run(() => finish({ failed, times, reached: record ? reached() : undefined }));
  // What stands before or after each test counts as the test's.
  runner.on("hook", ({ title, parent }) => / all" hook/.test(title) && reach(parent.file, ANY_TEST));
  runner.on("test", (test) => reach(test.file, test.fullTitle()));
  runner.on("pass", (test) => times.push([relative(process.cwd(), test.file), test.fullTitle(), test.duration ?? 0]));
  runner.on("fail", (test, error) =>
    failed.push([
      relative(process.cwd(), test.file ?? ""),
      test.fullTitle(),
      String(error?.message ?? error).slice(0, 300),
    ]),
  );
} catch (error) {
  finish({ failed: [["", "loading", String(error).slice(0, 300)]], times: [] });
}

/** Leaves the wanted tests, each with the time that it may take. */
function choose(suite) {
  suite.tests = suite.tests.filter((test) => {
    const wanted = files[relative(process.cwd(), test.file)];
    if (wanted === "all") return true;
    const limit = wanted[test.fullTitle()];
    if (limit !== undefined) test.timeout(limit);
    return limit !== undefined;
  });
  suite.suites.forEach(choose);
}

/** By mutant: the files and titles that reached it. */
function reached() {
  const { perTest = {} } = switches.mutantCoverage ?? {};
  return Object.entries(perTest).map(([test, mutants]) => [...JSON.parse(test), Object.keys(mutants)]);
}

function finish(result) {
  writeFileSync(answer, JSON.stringify(result));
  // Servers and timers that a test left must not keep the process.
  process.exit(0);
}
