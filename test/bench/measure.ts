import { writeFileSync } from "node:fs";
import { performance } from "node:perf_hooks";

export type BenchRow = Readonly<Record<string, string | number>>;

/** One table of the report; the keys of its rows are its columns. */
export interface BenchTable {
  readonly name: string;
  /** What the numbers mean, in a sentence. */
  readonly note: string;
  readonly rows: readonly BenchRow[];
}

export const USERS = 5000;
export const FORMS = 60;

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low = NaN, high = NaN] = [sorted[sorted.length % 2 ? middle : middle - 1], sorted[middle]];
  return (low + high) / 2;
}

/** What several runs gave, for a row of a table. */
export function spread(numbers: readonly number[]) {
  return {
    min: rounded(Math.min(...numbers)),
    median: rounded(median(numbers)),
    max: rounded(Math.max(...numbers)),
  };
}

/** Milliseconds of one run. */
export async function once(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Milliseconds of work that one run took, whatever else the machine did meanwhile. */
export function worked(work: () => unknown): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/** Median milliseconds of several runs, after one that only warms up. */
export async function timed(work: () => unknown, runs = 5): Promise<number> {
  await once(work);
  const times: number[] = [];
  for (let run = 0; run < runs; run++) times.push(await once(work));
  return median(times);
}

/** Milliseconds that the processor worked in the fastest of several runs: what else the machine does hardly shows. */
export function processorTime(work: () => unknown, runs: number): number {
  const taken = Array.from({ length: runs }, () => {
    globalThis.gc?.();
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return Math.min(...taken);
}

/**
 * Milliseconds of several works that take turns, so that all meet the same machine; a first turn only warms up. Where
 * Node lets us, what one has left is collected before the next begins.
 */
export async function times(works: readonly (() => unknown)[], runs: number): Promise<number[][]> {
  const taken = works.map((): number[] => []);
  for (let run = -1; run < runs; run++)
    for (const [at, work] of works.entries()) {
      globalThis.gc?.();
      const ms = await once(work);
      if (run >= 0) taken[at]?.push(ms);
    }
  return taken;
}

/** The b of y = a · x^b that fits best: the slope in logarithms. */
export function exponent(points: readonly (readonly [x: number, y: number])[]): number {
  const logs = points.map(([x, y]) => [Math.log(x), Math.log(y)] as const);
  const mean = (at: 0 | 1) => logs.reduce((sum, point) => sum + point[at], 0) / logs.length;
  const [x, y] = [mean(0), mean(1)];
  const both = logs.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0);
  return both / logs.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
}

/** Enough digits to compare by, no more than a run repeats. */
export function rounded(number: number): number {
  return Number(number.toPrecision(3));
}

/** Leaves the tables for test/run/bench.mjs, which started this file and prints them. */
export function report(...tables: readonly BenchTable[]): void {
  const file = process.env["BENCH_RESULTS"];
  if (!file) throw new Error("Start this through `npm run bench`.");
  writeFileSync(file, JSON.stringify(tables));
}

/** Runs a benchmark that is a process of its own. */
export function main(work: () => Promise<void> | void): void {
  Promise.resolve()
    .then(work)
    .catch((error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
      process.exitCode = 1;
    });
}
