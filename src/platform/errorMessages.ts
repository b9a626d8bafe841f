import type { Log } from "../app/ports";
import { redact } from "../net/redact";
import { isRedcapError } from "../redcap/errors";

/** The sentence for people about any failure, or undefined for what they cancelled themselves. Logs the rest. */
export function explain(error: unknown, log: Log): string | undefined {
  if (isRedcapError(error, "cancelled") || (error instanceof Error && error.name === "AbortError")) return undefined;
  if (isRedcapError(error)) {
    log.warn(`${error.kind}: ${error.serverText || error.message}`);
    return redact(error.message);
  }
  log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return redact(error instanceof Error ? error.message : String(error));
}
