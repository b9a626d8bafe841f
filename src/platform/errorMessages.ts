import { explained } from "../app/connections/faultLine";
import { text } from "./language";
import type { LogChannel } from "./log";

/** The sentence for people about any failure, or undefined for what they cancelled themselves. Logs the rest. */
export function explain(error: unknown, log: Pick<LogChannel, "error" | "hide" | "warn">): string | undefined {
  return explained(error, log, text);
}
