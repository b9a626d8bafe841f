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

/** Median milliseconds of several runs, after one that only warms up. */
export async function timed(work: () => unknown, runs = 5): Promise<number> {
  await once(work);
  const times: number[] = [];
  for (let run = 0; run < runs; run++) times.push(await once(work));
  return median(times);
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
export function main(work: () => Promise<void>): void {
  work().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exitCode = 1;
  });
}
