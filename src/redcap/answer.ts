import type { Redactor } from "../net/redact";

/** All of an answer, or of one that streams what has come so far. */
export interface Answer {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly text: string;
  /** Takes the token of the request out of what is shown. */
  readonly hide?: Redactor;
}
