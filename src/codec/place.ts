/** Where something stands, counted from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Part of a text, from one index to before another. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The lines of a text, found when the first place in it is asked for. */
export class Lines {
  private starts: readonly number[] | undefined;

  constructor(private readonly text: string) {}

  /** One more than there are line ends. */
  get count(): number {
    return this.found.length;
  }

  /** Line and column of the character at an index. */
  at(index: number): Place {
    const starts = this.found;
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= index) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: index - (starts[low] ?? 0) + 1 };
  }

  private get found(): readonly number[] {
    return (this.starts ??= lineStarts(this.text));
  }
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  let [lf, cr] = [text.indexOf("\n"), text.indexOf("\r")];
  while (lf >= 0 || cr >= 0) {
    const alone = cr >= 0 && cr + 1 !== lf && (lf < 0 || cr < lf);
    starts.push((alone ? cr : lf) + 1);
    if (cr >= 0 && (alone || cr < lf)) cr = text.indexOf("\r", cr + 1);
    if (!alone) lf = text.indexOf("\n", lf + 1);
  }
  return starts;
}
