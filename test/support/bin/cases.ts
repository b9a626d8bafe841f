import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { CASE_KINDS, tried } from "../cases/all";
import { failureSentences } from "../cases/sentences";
import { fuzz, FUZZ_KINDS } from "../cases/fuzz/fuzz";
import type { FuzzResult } from "../cases/fuzz/fuzz";

/**
 * Every input with what came of it and what is right; a difference ends it with an error. `--only KIND`, `--id ID`.
 * `--sentences`: instead of that, every sentence about a failed call once. `--fuzz N`: instead of that, N inputs damaged at random, `--seed N` others.
 */
async function main(args: readonly string[]): Promise<void> {
  const value = (flag: string) => (args.includes(flag) ? args[args.indexOf(flag) + 1] : undefined);
  const [only, id] = [value("--only"), value("--id")];
  if (args.includes("--sentences")) {
    for (const [sentence, sample] of await failureSentences()) print(`${sample}\n     ${sentence}`);
    return;
  }
  if (args.includes("--fuzz")) return await fuzzAll(Number(value("--fuzz")), Number(value("--seed") ?? 1), only);
  let [wanted, different] = [0, 0];
  for (const kind of CASE_KINDS.filter(({ name }) => only === undefined || name === only)) {
    for (const trial of kind.trials().filter(({ input }) => id === undefined || input.id === id)) {
      const { input, came, asWanted } = await tried(trial);
      if (asWanted) wanted += 1;
      else different += 1;
      print(`${asWanted ? "ok  " : "DIFF"} ${kind.name} ${input.id}: ${input.what}`);
      print(`     right: ${input.right}`);
      print(`     came:  ${JSON.stringify(came)}`);
      if (!asWanted) print(`     due:   ${JSON.stringify(input.expect)}`);
    }
  }
  print(`${wanted + different} inputs, ${wanted} as wanted, ${different} different`);
  if (different > 0 || wanted === 0) process.exitCode = 1;
}

/** Shown of each kind. */
const MOST_SHOWN = 10;
/** An input that works longer than this is ended, and its kind with it; so is one that only waits, after longer. */
const HANGS_AFTER_MS = 30_000;
const WAITS_AFTER_MS = 600_000;

interface Work {
  readonly kind: string;
  readonly count: number;
  readonly seed: number;
  /** Counts the inputs, so that the other thread sees when one does not end. */
  readonly begun: Int32Array;
}

async function fuzzAll(count: number, seed: number, only: string | undefined): Promise<void> {
  const kinds = FUZZ_KINDS.filter(({ name }) => only === undefined || name === only);
  if (!Number.isSafeInteger(count) || count < 1 || !Number.isSafeInteger(seed) || kinds.length === 0)
    throw new Error("usage: npm run cases -- --fuzz N [--seed N] [--only KIND]");
  const columns = ["kind", "inputs", "taken", "asked", "refused", "wrong", "slowest ms", "seconds"];
  print(columns.map((name) => name.padStart(10)).join(" "));
  let inputs = 0;
  for (const { name: kind } of kinds) {
    const start = Date.now();
    const made = await watched({ kind, count: Math.ceil(count / kinds.length), seed });
    const { failures } = made;
    const seconds = Math.round((Date.now() - start) / 1000);
    const cells = [kind, made.inputs, made.taken, made.asked, made.refused, failures.length, made.slowestMs, seconds];
    print(cells.map((cell) => String(cell).padStart(10)).join(" "));
    for (const failure of failures.slice(0, MOST_SHOWN)) print(failure);
    inputs += made.inputs;
    if (failures.length > 0) process.exitCode = 1;
  }
  print(`${inputs} inputs, seed ${seed}`);
}

/** In a thread of its own, which can be ended whatever it does. */
async function watched(work: Omit<Work, "begun">): Promise<FuzzResult> {
  const begun = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(__filename, { workerData: { ...work, begun } satisfies Work });
  // Other programs on the machine make an input late, and no input long: what counts is the work of this process.
  const now = (at: number) => ({ at, worked: process.cpuUsage(), since: Date.now() });
  let seen = now(0);
  const hung = new Promise<FuzzResult>((resolve) => {
    const watch = setInterval(() => {
      const at = Atomics.load(begun, 0);
      if (at !== seen.at) seen = now(at);
      const { user, system } = process.cpuUsage(seen.worked);
      if ((user + system) / 1000 < HANGS_AFTER_MS && Date.now() - seen.since < WAITS_AFTER_MS) return;
      const failures = [`${work.kind} ${at} of seed ${work.seed} does not end`];
      resolve({ kind: work.kind, inputs: at, taken: 0, asked: 0, refused: 0, slowestMs: HANGS_AFTER_MS, failures });
    }, 1000);
    worker.once("exit", () => clearInterval(watch));
  });
  const ended = new Promise<FuzzResult>((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
  });
  try {
    return await Promise.race([ended, hung]);
  } finally {
    await worker.terminate();
  }
}

async function inThread({ kind, count, seed, begun }: Work): Promise<void> {
  const wanted = FUZZ_KINDS.find(({ name }) => name === kind);
  if (wanted) parentPort?.postMessage(await fuzz(wanted, count, seed, () => void Atomics.add(begun, 0, 1)));
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

void (isMainThread ? main(process.argv.slice(2)) : inThread(workerData as Work));
