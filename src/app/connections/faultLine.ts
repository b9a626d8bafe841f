import { changeTexts, saidBy } from "../../core/text/message";
import type { Message } from "../../core/text/message";
import { isRedcapError } from "../../redcap/errors";
import type { Log } from "../ports";

/** Calls that a line of the log names; the rest is VS Code's and Node's. */
const FRAMES = 6;

/**
 * A failure for the log: its kind, and where in the code it arose. Never its sentence, which may name people or files
 * and quote what a server sent.
 */
export function faultLine(error: unknown): string {
  if (isRedcapError(error)) {
    const { status, reason, sent } = error.details;
    return [error.kind, status, reason, sent === undefined ? "" : `sent: ${sent}`].filter(Boolean).join(", ");
  }
  if (!(error instanceof Error)) return `a thrown ${typeof error}`;
  const code = "code" in error && typeof error.code === "string" ? ` ${error.code}` : "";
  return [`${error.name}${code}`, ...framesOf(error.stack ?? "")].join(" < ");
}

/** What people are told of any failure, or undefined for what they cancelled themselves. The log gets a line of the rest. */
export function explain(
  error: unknown,
  log: Pick<Log, "error" | "warn"> & { readonly hide: (text: string) => string },
): Message | undefined {
  if (isRedcapError(error, "cancelled") || (error instanceof Error && error.name === "AbortError")) return undefined;
  if (isRedcapError(error)) log.warn(faultLine(error));
  else log.error(faultLine(error));
  return changeTexts(saidBy(error), log.hide);
}

/** "applyRun (extension.js:12:345)": folders tell who is working here. */
function framesOf(stack: string): readonly string[] {
  const frames = stack.split("\n").flatMap((line) => {
    const [, name = "", file = "", place = ""] =
      /^\s+at (?:(?:async )?([\w.$<>[\] ]+) \()?(?:.*[\\/])?([\w.-]+):(\d+:\d+)\)?$/.exec(line) ?? [];
    return file ? [`${name} (${file}:${place})`.trim()] : [];
  });
  return frames.slice(0, FRAMES);
}
