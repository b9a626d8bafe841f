import { redact } from "../net/redact";
import type { Redactor } from "../net/redact";
import type { FaultReason } from "../net/transport/transport";

export type ErrorKind =
  | "badToken"
  | "missingRight"
  | "unknownMethod"
  | "userInRole"
  | "refusedByModule"
  | "refused"
  | "wrongAddress"
  | "moved"
  | "serverOffline"
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
  /** The server's own words, whole. Shown to people, logged redacted. */
  readonly serverText?: string;
  /** The rights that the token's owner lacks, in REDCap's words. */
  readonly rights?: readonly string[];
  /** Where a redirect points. */
  readonly location?: string;
  readonly retryAfterMs?: number;
  readonly reason?: FaultReason;
  /** Whether the server may have acted on the request. */
  readonly sent?: "nothing" | "maybe";
}

/**
 * Any failure of an API call, by meaning. `message` is a sentence for people: what happened, what to do. Servers that
 * show what they were sent show the token too: no text of an error holds one.
 */
export class RedcapError extends Error {
  override readonly name = "RedcapError";
  readonly details: ErrorDetails;

  constructor(
    readonly kind: ErrorKind,
    message: string,
    details: ErrorDetails = {},
  ) {
    super(redact(message));
    const { serverText, location } = details;
    this.details = {
      ...details,
      ...(serverText === undefined ? {} : { serverText: redact(serverText) }),
      ...(location === undefined ? {} : { location: redact(location) }),
    };
  }

  /** The same without what the function hides. */
  redacted(hide: Redactor): RedcapError {
    const { serverText, location } = this.details;
    const texts = [this.message, serverText ?? "", location ?? ""];
    if (texts.every((text) => hide(text) === text)) return this;
    return new RedcapError(this.kind, hide(this.message), {
      ...this.details,
      ...(serverText === undefined ? {} : { serverText: hide(serverText) }),
      ...(location === undefined ? {} : { location: hide(location) }),
    });
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
      "unreadable",
      "tooLarge",
    ];
    return lost.includes(this.kind) && this.details.sent !== "nothing";
  }
}

export function isRedcapError(error: unknown, ...kinds: readonly ErrorKind[]): error is RedcapError {
  // By name: a bundle that is loaded later has a class of its own.
  const ours = error instanceof Error && error.name === "RedcapError" && "kind" in error;
  return ours && (kinds.length === 0 || kinds.includes((error as RedcapError).kind));
}
