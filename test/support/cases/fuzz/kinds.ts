/** Inputs of one kind, damaged at random, with what has to hold of each. */
export interface FuzzKind {
  readonly name: string;
  /** The same seed makes the same inputs. */
  readonly trials: (count: number, seed: number) => AsyncIterable<FuzzTrial>;
}

interface FuzzTrial {
  /** To be shown where something does not hold. */
  readonly shown: string;
  /** Says in a word what became of it. @throws where something does not hold */
  readonly tryOut: () => Promise<Outcome>;
}

export type Outcome = "taken" | "asked" | "refused";
