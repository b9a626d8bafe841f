import { CASE_KINDS, tried } from "../cases/all";

/** Every input with what came of it and what is right; a difference ends it with an error. `--only KIND`, `--id ID`. */
async function main(args: readonly string[]): Promise<void> {
  const value = (flag: string) => (args.includes(flag) ? args[args.indexOf(flag) + 1] : undefined);
  const [only, id] = [value("--only"), value("--id")];
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

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

void main(process.argv.slice(2));
