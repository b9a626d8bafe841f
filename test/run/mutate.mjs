// `npm run mutate -- …`: puts faults into `src`, one at a time, and sees whether a unit test notices.
//   FOLDER…                 faults of these folders or files
//   --since REVISION        faults of the files that changed since a commit
//   --sample N [--seed S]   N faults drawn at random, of all of `src` unless told otherwise
// Prints what no test noticed, as it comes, and a table by layer; the page is test-results/mutation/index.html.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { firstRun, inTurn, judge, testsOf } from "../mutate/judge.mjs";
import { judgeInHost } from "../mutate/host.mjs";
import { described, isUnnoticed, table, writePage } from "../mutate/report.mjs";
import { makeSandboxes } from "../mutate/sandbox.mjs";
import { ensureTools } from "../mutate/tools.mjs";
import { ensureDependencies, main, ROOT } from "./setup.mjs";

const LIST = "test/mutate/equivalents.json";

main(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { since: { type: "string" }, sample: { type: "string" }, seed: { type: "string" } },
  });
  const [sample, seed] = ["sample", "seed"].map((name) => wholeNumber(name, values[name]));
  if (!sample && values.since === undefined && positionals.length === 0)
    throw new Error(
      "Say what: a folder, --since REVISION, or --sample N. `npm run mutate -- --sample 50`, for example.",
    );
  if (seed !== undefined && !sample) throw new Error("--seed goes with --sample.");
  ensureDependencies();
  const tools = ensureTools();
  const files = chosenFiles(positionals, values.since);
  if (files.length === 0) throw new Error("No file of src is among these.");
  say(`reading ${files.length} files …`);
  const sources = sourcesOf(files);
  const all = instrument(
    tools,
    files.map((name) => ({ name })),
  ).mutants.map((mutant) => inSource(mutant, sources));
  const drawn = sample ? draw(all, sample, seed ?? Math.floor(Math.random() * 1e6)) : all;
  const known = equivalents(drawn, all);
  const judged = await judgeAll(
    tools,
    drawn.filter((mutant) => !known.has(mutant)),
  );
  const mutants = [...judged, ...[...known].map(([mutant, reason]) => ({ ...mutant, status: "Ignored", reason }))];
  const page = writePage(
    mutants.map((mutant, id) => ({ ...mutant, id: String(id) })),
    sources,
    tools.page,
  );
  say(`\n${table(mutants)}\n\n${page} shows each in its place.`);
});

function wholeNumber(name, text) {
  if (text !== undefined && !/^\d+$/.test(text)) throw new Error(`--${name} takes a whole number.`);
  return text === undefined ? undefined : Number(text);
}

/** Those of the folders, and of them those that changed. */
function chosenFiles(paths, since) {
  const git = (...args) =>
    execFileSync("git", args, { cwd: ROOT, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }).split("\n");
  const wanted = (paths.length > 0 ? paths : ["src"]).flatMap((path) => walk(path.replace(/^\.\/|\/$/g, "")));
  const changed =
    since === undefined
      ? undefined
      : new Set([
          ...git("diff", "--name-only", since, "--", "src"),
          ...git("ls-files", "-o", "--exclude-standard", "--", "src"),
        ]);
  return wanted.filter((file) => /^src\/.*(?<!\.d)\.tsx?$/.test(file) && (!changed || changed.has(file))).sort();
}

function walk(path) {
  const full = join(ROOT, path);
  if (!statSync(full, { throwIfNoEntry: false })) throw new Error(`There is no ${path}.`);
  return statSync(full).isDirectory() ? readdirSync(full).flatMap((name) => walk(`${path}/${name}`)) : [path];
}

function instrument({ node, instrumenter }, files) {
  const folder = mkdtempSync(join(tmpdir(), "redcap-access-mutate-"));
  const [request, answer] = [join(folder, "request.json"), join(folder, "answer.json")];
  try {
    writeFileSync(request, JSON.stringify({ files }));
    const script = join(ROOT, "test/mutate/instrument.mjs");
    execFileSync(node, [script, instrumenter, request, answer], { cwd: ROOT, stdio: ["ignore", "ignore", "pipe"] });
    return JSON.parse(readFileSync(answer, "utf8"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The code as it was when the run began: somebody may go on working in it. */
function sourcesOf(files) {
  return new Map(files.map((name) => [name, readFileSync(join(ROOT, name), "utf8")]));
}

/** Adds what stands at the mutant's place, its line, and how the file reads with it. Places count from 0. */
function inSource(mutant, sources) {
  const text = sources.get(mutant.fileName);
  const lines = text.split("\n");
  const at = ({ line, column }) => lines.slice(0, line).reduce((sum, { length }) => sum + length + 1, 0) + column;
  const { start, end } = mutant.location;
  const [from, to] = [at(start), at(end)];
  return {
    ...mutant,
    original: text.slice(from, to),
    line: lines[start.line].trim(),
    mutated: () => text.slice(0, from) + mutant.replacement + text.slice(to),
  };
}

/** The same seed draws the same faults of the same code. */
function draw(mutants, count, seed) {
  say(`seed ${seed}: ${Math.min(count, mutants.length)} of ${mutants.length} faults`);
  let state = seed;
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const left = [...mutants];
  const drawn = [];
  while (drawn.length < count && left.length > 0) drawn.push(...left.splice(Math.floor(random() * left.length), 1));
  return drawn;
}

/** Faults that change nothing anybody could see stand in a list, each with the reason. */
function equivalents(drawn, all) {
  const list = JSON.parse(readFileSync(join(ROOT, LIST), "utf8"));
  const isOf =
    ({ file, line, replacement }) =>
    (mutant) =>
      mutant.fileName === file && mutant.line === line && mutant.replacement === replacement;
  const files = new Set(all.map(({ fileName }) => fileName));
  for (const entry of list)
    if (files.has(entry.file) && !all.some(isOf(entry)))
      say(`${LIST}: no such fault any more: ${entry.file}: ${entry.line}`);
  return new Map(
    drawn.flatMap((mutant) => {
      const entry = list.find((each) => isOf(each)(mutant));
      return entry ? [[mutant, entry.reason]] : [];
    }),
  );
}

async function judgeAll(tools, wanted) {
  const byFile = groupByFile(wanted);
  const requests = [...byFile].map(([name, of]) => ({ name, ranges: of.map(({ location }) => location) }));
  const placed = instrument(tools, requests);
  const key = ({ fileName, location, mutatorName, replacement }) =>
    JSON.stringify([fileName, location, mutatorName, replacement]);
  const ids = new Map(placed.mutants.map((mutant) => [key(mutant), mutant.id]));
  const lost = wanted.filter((mutant) => !ids.has(key(mutant)));
  if (lost.length > 0) throw new Error(`${lost.length} faults could not be placed:\n${lost.map(described).join("\n")}`);
  const sandboxes = makeSandboxes(placed.files, Math.max(1, Math.min(4, cpus().length)));
  const tests = testsOf(sandboxes[0], [...byFile.keys()]);
  const { typeChecker } = await import("../mutate/compiler.mjs");
  const refused = typeChecker([...byFile.keys()]);
  say(`running the tests of ${tests.length} files once …`);
  const first = await firstRun(sandboxes, tests);
  if (first.failed.length > 0) say(`fail without a fault, and judge nothing:\n${first.failed.join("\n")}`);
  const judged = [];
  const unreached = new Map();
  const note = (mutant, verdict) => {
    const error = isUnnoticed(verdict) ? refused(mutant) : undefined;
    if (!error && verdict.status === "NoCoverage" && !unreached.has(mutant))
      return void unreached.set(mutant, ids.get(key(mutant)));
    const known = { ...mutant, ...verdict, ...(error ? { status: "CompileError", reason: error } : {}) };
    judged.push(known);
    if (isUnnoticed(known)) say(described(known));
    if (process.stderr.isTTY) process.stderr.write(`\r${judged.length} of ${wanted.length} `);
  };
  await inTurn(sandboxes, wanted, async (sandbox, mutant) =>
    note(mutant, await judge(sandbox, { ...mutant, id: ids.get(key(mutant)) }, first)),
  );
  if (unreached.size === 0) return judged;
  say(`running the tests of the host tier for ${unreached.size} that no unit test reaches …`);
  const verdicts = await judgeInHost(sandboxes[0], [...unreached.values()]);
  for (const [mutant, id] of unreached) note(mutant, verdicts.get(id));
  return judged;
}

function groupByFile(mutants) {
  const files = new Map();
  for (const mutant of mutants) files.set(mutant.fileName, [...(files.get(mutant.fileName) ?? []), mutant]);
  return files;
}

function say(text) {
  process.stdout.write(`${text}\n`);
}
