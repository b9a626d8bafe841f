// Runs test files once, in this process, and says what failed. CommonJS, because VS Code's extension host requires it.
const { relative, resolve } = require("node:path");
const Mocha = require("mocha");

/** Longest time of a test of which no time is known. */
const TEST_LIMIT_MS = 60_000;
/** Reached while the file was loaded, or by a hook: all tests of the file may depend on it. */
const ANY_TEST = "";

/** What the instrumented code reads its mutant from, and where it notes what was reached. */
const switches = (globalThis.__stryker__ ??= {});
exports.switches = switches;

/**
 * @param {{files: Record<string, Record<string, number> | "all">, record: boolean}} request the files, from the root, and
 *   where not all of a file is wanted, the titles with the time that each may take; `record`: note what each test reaches
 * @param {string} root
 * @returns {Promise<{failed: [file: string, title: string, message: string][], times: [string, string, number][],
 *   reached?: [file: string, title: string, mutants: string[]][]}>} without a file: what could not be loaded
 */
exports.runOnce = async ({ files, record }, root) => {
  const mocha = new Mocha({ bail: !record, reporter: class {}, timeout: TEST_LIMIT_MS });
  const [failed, times] = [[], []];
  const nameOf = (file) => (file ? relative(root, file) : "");
  const reach = (file, title) => {
    if (record) switches.currentTestId = JSON.stringify([nameOf(file), title]);
  };
  try {
    mocha.suite.on("pre-require", (_, file) => reach(file, ANY_TEST));
    for (const file of Object.keys(files)) mocha.addFile(resolve(root, file));
    mocha.loadFiles();
    choose(mocha.suite, files, nameOf);
    await new Promise((done) => {
      const runner = mocha.run(done);
      // What stands before or after each test counts as the test's.
      runner.on("hook", ({ title, parent }) => / all" hook/.test(title) && reach(parent.file, ANY_TEST));
      runner.on("test", (test) => reach(test.file, test.fullTitle()));
      runner.on("pass", (test) => times.push([nameOf(test.file), test.fullTitle(), test.duration ?? 0]));
      runner.on("fail", (test, error) => failed.push([nameOf(test.file), test.fullTitle(), inShort(error)]));
    });
  } catch (error) {
    failed.push(["", "loading", inShort(error)]);
  }
  // Who runs them again has them read again: what a file makes when it is read depends on the mutant too.
  mocha.unloadFiles();
  return { failed, times, ...(record ? { reached: reached() } : {}) };
};

const inShort = (error) => String(error?.message ?? error).slice(0, 300);

/** Leaves the wanted tests, each with the time that it may take. */
function choose(suite, files, nameOf) {
  suite.tests = suite.tests.filter((test) => {
    const wanted = files[nameOf(test.file)];
    if (wanted === "all") return true;
    const limit = wanted[test.fullTitle()];
    if (limit !== undefined) test.timeout(limit);
    return limit !== undefined;
  });
  for (const inner of suite.suites) choose(inner, files, nameOf);
}

/** By mutant: the files and titles that reached it. */
function reached() {
  const { perTest = {} } = switches.mutantCoverage ?? {};
  return Object.entries(perTest).map(([test, mutants]) => [...JSON.parse(test), Object.keys(mutants)]);
}
