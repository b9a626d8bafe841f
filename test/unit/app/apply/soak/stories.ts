import fc from "fast-check";
import { hard } from "./drawn";
import { live } from "./live";
import { Tally } from "./tally";

export interface Soak {
  readonly seed: number;
  readonly runs: number;
  /** This one of them only. */
  readonly only?: number | undefined;
  readonly onRun?: (tally: Tally) => void;
  /** Hears what is sent and said in each story. */
  readonly tell?: (line: string) => void;
}

/** Applies and takes back stories drawn at random; the same seed draws the same ones. */
export async function soak({ seed, runs, only, onRun, tell }: Soak, tally = new Tally()): Promise<Tally> {
  for (const [at, story] of fc.sample(hard, { numRuns: runs, seed }).entries()) {
    if (only !== undefined && at !== only) continue;
    tally.add(`--seed ${seed} --runs ${runs} --only ${at}`, story, await live(story, tell));
    onRun?.(tally);
  }
  return tally;
}
