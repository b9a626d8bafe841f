import { faultLine } from "../app/connections/faultLine";
import { isRedcapError } from "../redcap/errors";
import { saidBy } from "../core/text/message";
import { text } from "./language";
import type { LogChannel } from "./log";

/** The sentence for people about any failure, or undefined for what they cancelled themselves. Logs the rest. */
export function explain(error: unknown, log: Pick<LogChannel, "error" | "hide" | "warn">): string | undefined {
  if (isRedcapError(error, "cancelled") || (error instanceof Error && error.name === "AbortError")) return undefined;
  if (isRedcapError(error)) log.warn(faultLine(error));
  else log.error(faultLine(error));
  return log.hide(text(saidBy(error)));
}
