import type { ErrorKind } from "../../../src/redcap/errors";
import type { Manner } from "./faultProxy";
import type { Method } from "./methods";
import type { PlaceName } from "./places";

/**
 * `fine`: the call succeeds as if nothing were wrong. `doubted`: the same, and says what can be read in two ways.
 * `asSent`: it gives the server's bytes, whatever they are.
 */
export type Expected = "fine" | "doubted" | "asSent" | Failure;

export interface Failure {
  readonly kind: ErrorKind;
  /** What the sentence tells people to do. */
  readonly advice: RegExp;
}

/** One way in which networks and servers fail, and what a call must make of it. */
export interface Fault {
  readonly name: string;
  /** How the server meets the request. */
  readonly manner?: Manner;
  /** Where the request goes instead of to the server. */
  readonly place?: PlaceName;
  /** Ends by a timeout: such cells have short ones. */
  readonly slow?: true;
  /** Methods that it can happen to; all unless told. */
  readonly happensTo?: (method: Method) => boolean;
  readonly expected: (method: Method) => Expected;
  /** Where `fetch` makes something else of it. */
  readonly overFetch?: (method: Method) => Expected;
}

export const failure = (kind: ErrorKind, advice: RegExp) => (): Failure => ({ kind, advice });
