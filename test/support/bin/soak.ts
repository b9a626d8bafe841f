import { parseArgs } from "node:util";
import { deathsTable } from "../../unit/app/apply/soak/deaths";
import { killsTable } from "../../unit/app/apply/soak/kills";
import { actsTable } from "../../unit/app/apply/soak/secondAdministrator";
import { soak } from "../../unit/app/apply/soak/stories";

const OPTIONS = {
  runs: { type: "string", default: "10000" },
  seed: { type: "string" },
  only: { type: "string" },
  acts: { type: "boolean", default: false },
  kills: { type: "boolean", default: false },
} as const;

/** Random applies on servers of every kind, each held against what the server has, and taken back. */
async function stories(values: {
  readonly runs: string;
  readonly seed?: string;
  readonly only?: string;
}): Promise<number> {
  const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
  const runs = Number(values.runs);
  const only = values.only === undefined ? undefined : Number(values.only);
  const begun = performance.now();
  let told = 0;
  const tally = await soak({
    ...{ seed, runs, only },
    ...(only === undefined ? {} : { tell: print }),
    onRun: ({ runs: done, faulty }) => {
      faulty.slice(told).forEach(print);
      told = faulty.length;
      if (done % 250 === 0) print(`${done} of ${runs}, ${faulty.length} false`);
    },
  });
  const seconds = Math.round((performance.now() - begun) / 1000);
  print(`\n${tally.text()}`);
  print(
    `seed ${seed}: ${tally.runs} applies with undo in ${seconds} s, ${tally.faulty.length} ended otherwise than told`,
  );
  return tally.faulty.length;
}

/** What a second administrator does at every request of an apply. */
async function acts(): Promise<number> {
  const { text, faults } = await actsTable();
  print(`${text}${faults.join("\n")}\n${faults.length} false`);
  return faults.length;
}

/** Ends at every file operation of an apply, and at every one of its recovery; then processes at random instants. */
async function kills(instants: number): Promise<number> {
  const files = await deathsTable(print);
  const killed = await killsTable(instants, print);
  return files + killed;
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: OPTIONS });
  const faults = values.acts ? await acts() : values.kills ? await kills(300) : await stories(values);
  if (faults > 0) process.exitCode = 1;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

void main();
