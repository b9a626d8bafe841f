import { changeTexts, UserFacingError } from "../core/text/message";
import type { Message } from "../core/text/message";
import { redact } from "../net/redact";
import type { Redactor } from "../net/redact";
import type { FaultReason } from "../net/transport/transport";

export type ErrorKind =
  | "badToken"
  | "missingRight"
  | "unknownMethod"
  | "userInRole"
  | "refusedByModule"
  | "refusedByGateway"
  | "refused"
  | "wrongAddress"
  | "moved"
  | "serverOffline"
  | "crashed"
  | "rateLimited"
  | "tooLarge"
  | "notRedcap"
  | "unreadable"
  | "unreachable"
  | "certificate"
  | "timedOut"
  | "cancelled";

export interface ErrorDetails {
  readonly status?: number;
  /** The server's own words, whole and without markup. Shown to people, never logged. */
  readonly serverText?: string;
  /** The answer as it came, or its beginning. */
  readonly answer?: string;
  /** The rights that the token's owner lacks, in REDCap's words. */
  readonly rights?: readonly string[];
  /** Where a redirect points. */
  readonly location?: string;
  readonly retryAfterMs?: number;
  /** Asked too often, or locked out. */
  readonly limit?: "rate" | "ban";
  readonly reason?: FaultReason;
  /** Whether the server may have acted on the request. */
  readonly sent?: "nothing" | "maybe";
}

/**
 * Any failure of an API call, by meaning. `said` is for people: what happened, what to do. Servers that
 * show what they were sent show the token too: no text of an error holds one.
 */
export class RedcapError extends UserFacingError {
  override readonly name = "RedcapError";
  readonly details: ErrorDetails;

  constructor(
    readonly kind: ErrorKind,
    said: Message,
    details: ErrorDetails = {},
  ) {
    super(changeTexts(said, redact));
    this.details = changed(details, redact);
  }

  /** The same without what the function hides. */
  redacted(hide: Redactor): RedcapError {
    const { serverText, answer, location } = this.details;
    const texts = [this.message, serverText ?? "", answer ?? "", location ?? ""];
    if (texts.every((text) => hide(text) === text)) return this;
    return new RedcapError(this.kind, changeTexts(this.said, hide), changed(this.details, hide));
  }

  get serverText(): string {
    return this.details.serverText ?? "";
  }

  /** The server may have carried the request out although no usable answer came back. */
  get maybeDone(): boolean {
    const lost: readonly ErrorKind[] = [
      "unreachable",
      "timedOut",
      "cancelled",
      "serverOffline",
      "crashed",
      "unreadable",
      "tooLarge",
    ];
    return lost.includes(this.kind) && this.details.sent !== "nothing";
  }
}

function changed(details: ErrorDetails, change: Redactor): ErrorDetails {
  const { serverText, answer, location } = details;
  return {
    ...details,
    ...(serverText === undefined ? {} : { serverText: change(serverText) }),
    ...(answer === undefined ? {} : { answer: change(answer) }),
    ...(location === undefined ? {} : { location: change(location) }),
  };
}

export function isRedcapError(error: unknown, ...kinds: readonly ErrorKind[]): error is RedcapError {
  // By name: a bundle that is loaded later has a class of its own.
  const ours = error instanceof Error && error.name === "RedcapError" && "kind" in error;
  return ours && (kinds.length === 0 || kinds.includes((error as RedcapError).kind));
}
