/** One input of the kinds that servers and people really produce, with what is right. */
export interface Case {
  readonly id: string;
  readonly what: string;
  /** In words, for whoever reads the list. */
  readonly right: string;
  /** What has to come, letter by letter. */
  readonly expect: unknown;
}

/** The same with how it is tried: gives what came, as it is written down in `expect`. */
export interface Trial {
  readonly input: Case;
  readonly tryOut: () => Promise<unknown>;
}

/** A kind of inputs, which stand in a place of their own. */
export interface CaseKind {
  readonly name: string;
  readonly trials: () => readonly Trial[];
}
