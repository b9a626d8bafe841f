import { answerFuzz, exportFuzz } from "./answers";
import { checkFuzz, fileFuzz, folderFuzz } from "./files";
import type { FuzzKind, Outcome } from "./kinds";

export const FUZZ_KINDS: readonly FuzzKind[] = [answerFuzz, exportFuzz, fileFuzz, checkFuzz, folderFuzz];

/** What an input may take of the processor: other programs on the machine make it late, and not long. */
const MOST_MS = 2000;

export interface FuzzResult extends Readonly<Record<Outcome, number>> {
  readonly kind: string;
  readonly inputs: number;
  readonly slowestMs: number;
  /** What did not hold, with the input. */
  readonly failures: readonly string[];
}

/**
 * Tries damaged inputs of a kind.
 * @param before Told of each input before it is tried, so that somebody else can end one that takes for ever.
 */
export async function fuzz(
  kind: FuzzKind,
  count: number,
  seed: number,
  before: (shown: string) => void = ignored,
): Promise<FuzzResult> {
  const outcomes = { taken: 0, asked: 0, refused: 0 };
  const failures: string[] = [];
  let [inputs, slowestMs] = [0, 0];
  for await (const { shown, tryOut } of kind.trials(count, seed)) {
    before(shown);
    inputs += 1;
    const timed = async () => {
      const start = process.cpuUsage();
      const outcome = await tryOut();
      const { user, system } = process.cpuUsage(start);
      return { outcome, ms: (user + system) / 1000 };
    };
    try {
      const first = await timed();
      let { ms } = first;
      for (let again = 0; ms > MOST_MS && again < 2; again++) ms = Math.min(ms, (await timed()).ms);
      if (ms > MOST_MS) throw new Error(`took ${Math.round(ms)} ms`);
      slowestMs = Math.max(slowestMs, ms);
      outcomes[first.outcome] += 1;
    } catch (error) {
      failures.push(
        `${kind.name} ${inputs} of seed ${seed}: ${describe(error)}\n${JSON.stringify(shown.slice(0, 3000))}`,
      );
    }
  }
  return { kind: kind.name, inputs, ...outcomes, slowestMs: Math.round(slowestMs), failures };
}

function ignored(): void {
  // Nobody watches.
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message).split("\n").slice(0, 4).join(" ") : String(error);
}
