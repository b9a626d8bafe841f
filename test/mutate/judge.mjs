// Which tests reach a mutant, and whether one of them fails with it.
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../run/setup.mjs";
import { keepGroup, stop } from "./groups.mjs";

const TESTS = "out/test/unit";
const SCRIPT = join(ROOT, "test/mutate/runTests.mjs");
/** The instrumenter's switches read it. */
const ACTIVE = "__STRYKER_ACTIVE_MUTANT__";
/** Test files of one process in the first run. */
const CHUNK = 8;
/** How many files a mutant meets at a time: the likeliest to notice it come first, and most mutants end there. */
const ROUNDS = [4, 16, Infinity];
/** A mutant may make tests slower, and the machine may be busy. */
const SLOWER = 5;
const TEST_GRACE_MS = 5000;
const PROCESS_GRACE_MS = 60_000;
const FIRST_RUN_LIMIT_MS = 20 * 60_000;

/**
 * Runs every test once without a fault.
 * @returns {Promise<{tests: Map<string, Map<string, number>>, reached: Map<string, Map<string, Set<string>>>, failed: string[]}>}
 *   by file and title the time of each test; by mutant, file and title what reached it; what fails without a fault
 */
export async function firstRun(sandboxes, files) {
  const tests = new Map(files.map((file) => [file, new Map()]));
  const reached = new Map();
  const failed = [];
  const chunks = [];
  for (let at = 0; at < files.length; at += CHUNK) chunks.push(files.slice(at, at + CHUNK));
  await inTurn(sandboxes, chunks, async (sandbox, chunk) => {
    const request = { files: Object.fromEntries(chunk.map((file) => [file, "all"])), record: true };
    const result = await runTests(sandbox, request, FIRST_RUN_LIMIT_MS);
    if (!result?.times) throw new Error(`the tests ended without an answer: ${chunk.join(", ")}`);
    const [unread] = result.failed.filter(([file]) => file === "");
    if (unread) throw new Error(`one of these test files cannot be loaded: ${unread[2]}\n${chunk.join("\n")}`);
    for (const [file, title, ms] of result.times) tests.get(file)?.set(title, ms);
    for (const [file, title, message] of result.failed) failed.push(`${file}: ${title}: ${message.split("\n")[0]}`);
    for (const [file, title, mutants] of result.reached ?? [])
      for (const mutant of mutants) entry(entry(reached, mutant, Map), file, Set).add(title);
  });
  return { tests, reached, failed };
}

/**
 * @param {{id: string, fileName: string}} mutant
 * @returns {Promise<{status: "Killed" | "Survived" | "Timeout" | "NoCoverage", by?: string, reason?: string}>}
 */
export async function judge(sandbox, mutant, { tests, reached }) {
  const files = inOrder(mutant, tests, reached.get(mutant.id) ?? new Map());
  if (files.length === 0) return { status: "NoCoverage" };
  let from = 0;
  for (const size of ROUNDS) {
    const round = files.slice(from, from + size);
    from += size;
    if (round.length === 0) break;
    const time = round.reduce((sum, { ms }) => sum + ms, 0);
    const request = { files: Object.fromEntries(round.map(({ file, titles }) => [file, titles])), record: false };
    const limit = time * SLOWER + PROCESS_GRACE_MS;
    const result = await runTests(sandbox, request, limit, mutant.id);
    if (result === "timeout") return { status: "Timeout", by: round.map(({ file }) => file).join(", ") };
    if (!result) return { status: "Killed", by: round.map(({ file }) => file).join(", "), reason: "the process ended" };
    const [noticed] = result.failed;
    if (noticed) return { status: "Killed", by: `${noticed[0]}: ${noticed[1]}`, reason: noticed[2] };
  }
  return { status: "Survived" };
}

/** The test files of a sandbox that have one of these files in their bundle, or mirror it. */
export function testsOf(sandbox, fileNames) {
  const own = new Set(fileNames.map(mirror));
  return readdirSync(join(sandbox, TESTS), { recursive: true, encoding: "utf8" })
    .map((name) => `${TESTS}/${name}`)
    .filter((file) => file.endsWith(".js"))
    .filter((file) => {
      // esbuild heads each module of a bundle with its path.
      const text = readFileSync(join(sandbox, file), "utf8");
      return own.has(file) || fileNames.some((name) => text.includes(`\n// ${name}\n`));
    })
    .sort();
}

const mirror = (fileName) => fileName.replace(/^src/, TESTS).replace(/\.tsx?$/, ".unit.test.js");

/** The file that mirrors the mutant's, then those nearest to it, then the quickest. */
function inOrder({ fileName }, tests, files) {
  const own = mirror(fileName);
  // What a process started by a test reaches is not recorded, so that the mirroring file runs in any case.
  const wanted = new Map(tests.has(own) ? [[own, new Set([""])], ...files] : files);
  return [...wanted]
    .map(([file, titles]) => {
      const known = [...tests.get(file)].filter(([title]) => titles.has("") || titles.has(title));
      const ms = known.reduce((sum, [, each]) => sum + each, 0);
      const limits = Object.fromEntries(known.map(([title, each]) => [title, each * SLOWER + TEST_GRACE_MS]));
      return { file, ms, titles: limits, shared: file === own ? Infinity : sharedFolders(file, own) };
    })
    .filter(({ titles }) => Object.keys(titles).length > 0)
    .sort((a, b) => b.shared - a.shared || a.ms - b.ms);
}

function sharedFolders(a, b) {
  const [left, right] = [a.split("/"), b.split("/")];
  const differs = left.findIndex((part, index) => part !== right[index]);
  return differs < 0 ? left.length : differs;
}

/** @returns {Promise<object | "timeout" | undefined>} undefined: the process broke down */
async function runTests(sandbox, request, limit, mutant) {
  const folder = mkdtempSync(join(tmpdir(), "redcap-access-mutate-"));
  const [question, answer] = [join(folder, "request.json"), join(folder, "answer.json")];
  writeFileSync(question, JSON.stringify(request));
  try {
    const { [ACTIVE]: _, ...env } = process.env;
    // Temporary files of a run that is stopped go with its folder; a group of its own ends with all that it started.
    const child = spawn(process.execPath, [SCRIPT, question, answer], {
      cwd: sandbox,
      env: { ...env, TMPDIR: folder, ...(mutant === undefined ? {} : { [ACTIVE]: mutant }) },
      stdio: "ignore",
      detached: true,
    });
    keepGroup(child.pid);
    const late = await new Promise((resolve, reject) => {
      const timer = setTimeout(() => resolve(true), limit);
      child.once("error", reject);
      child.once("exit", () => resolve(clearTimeout(timer)));
    });
    stop(child.pid);
    return late ? "timeout" : JSON.parse(readFileSync(answer, "utf8"));
  } catch {
    return undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Each worker takes the next item when it is free. */
export async function inTurn(workers, items, work) {
  const queue = [...items];
  await Promise.all(
    workers.map(async (worker) => {
      for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(worker, item);
    }),
  );
}

function entry(map, key, Made) {
  if (!map.has(key)) map.set(key, new Made());
  return map.get(key);
}
