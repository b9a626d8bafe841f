import { parseArgs } from "node:util";
import { soak } from "../../unit/app/apply/soak/stories";

const OPTIONS = {
  runs: { type: "string", default: "10000" },
  seed: { type: "string" },
  only: { type: "string" },
} as const;

/** Random applies on servers of every kind, each held against what the server has, and taken back. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: OPTIONS });
  const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
  const runs = Number(values.runs);
  const only = values.only === undefined ? undefined : Number(values.only);
  const begun = performance.now();
  const tally = await soak({
    ...{ seed, runs, only },
    onRun: ({ runs: done, faulty }) => {
      if (done % 250 === 0) print(`${done} of ${runs}, ${faulty.length} false`);
    },
  });
  const seconds = Math.round((performance.now() - begun) / 1000);
  print(`\n${tally.text()}\n${tally.faulty.join("\n")}`);
  print(
    `seed ${seed}: ${tally.runs} applies with undo in ${seconds} s, ${tally.faulty.length} ended otherwise than told`,
  );
  if (tally.faulty.length > 0) process.exitCode = 1;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

void main();
