// The tests of the host tier, run by VS Code in its extension host, in a sandbox: first as they are, then with one mutant
// after the other. The host takes long to start, so one serves all; a test that fails without its mutant too has been
// spoilt by one before, and the host ends, for another to go on.
const { appendFileSync, readdirSync, readFileSync } = require("node:fs");
const { join } = require("node:path");
const { runOnce, switches } = require("./oneRun.cjs");

const TESTS = "out/test/host";
/** A mutant may make tests slower, and the machine may be busy. */
const SLOWER = 5;
const TEST_GRACE_MS = 5000;

exports.run = async () => {
  const root = join(__dirname, "../..");
  const { ids, answer } = JSON.parse(readFileSync(process.env.MUTATE_REQUEST, "utf8"));
  const tell = (line) => appendFileSync(answer, `${JSON.stringify(line)}\n`);
  const all = readdirSync(join(root, TESTS))
    .filter((name) => name.endsWith(".host.test.js"))
    .map((name) => `${TESTS}/${name}`);
  const whole = { files: Object.fromEntries(all.map((file) => [file, "all"])), record: true };
  // Only what passes a second time in the same window can judge.
  await runOnce(whole, root);
  const { times, reached } = await runOnce(whole, root);
  tell({ tests: times.length });
  let judged = 0;
  for (const id of ids) {
    const files = limits(times, reached, id);
    if (Object.keys(files).length === 0) {
      tell({ id, verdict: { status: "NoCoverage" } });
      continue;
    }
    tell({ id });
    switches.activeMutant = id;
    const [noticed] = (await runOnce({ files, record: false }, root)).failed;
    switches.activeMutant = undefined;
    const spoilt = noticed !== undefined && (await runOnce({ files, record: false }, root)).failed.length > 0;
    if (!spoilt || judged === 0) tell({ id, verdict: verdictOf(noticed) });
    if (spoilt) return tell({ spoilt: id });
    judged += 1;
  }
  tell({ done: true });
};

function verdictOf(noticed) {
  if (!noticed) return { status: "Survived" };
  const [file, title, reason] = noticed;
  return { status: "Killed", by: `${file}: ${title}`, reason };
}

/** The tests that reach a mutant, with the time that each may take. */
function limits(times, reached, id) {
  const files = {};
  for (const [file, title, mutants] of reached) {
    if (!mutants.includes(id)) continue;
    for (const [ofFile, ofTitle, ms] of times)
      if (ofFile === file && (title === "" || title === ofTitle))
        (files[file] ??= {})[ofTitle] = ms * SLOWER + TEST_GRACE_MS;
  }
  return files;
}
