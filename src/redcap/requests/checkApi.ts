import { Caller } from "./caller";
import type { CallerOptions } from "./caller";
import { isRedcapError } from "../errors";
import type { ErrorKind } from "../errors";
import { judgeVersion } from "../answers/judge";

/** What a REDCap says to a request without a token. */
const REDCAP_SAYS: readonly ErrorKind[] = ["badToken", "missingRight", "refused", "refusedByModule", "unknownMethod"];

/**
 * Knocks at an address without a token, so that what stands there is known before a token is sent to it.
 * @throws {RedcapError} when nothing answers, or something that is no REDCap
 */
export async function checkApi(options: Omit<CallerOptions, "token">, signal?: AbortSignal): Promise<void> {
  const params = { content: "version", format: "json", returnFormat: "json" };
  try {
    await new Caller({ ...options, token: "", retryDelaysMs: [] }).ask({ params, write: false, signal }, judgeVersion);
  } catch (error) {
    if (!isRedcapError(error, ...REDCAP_SAYS)) throw error;
  }
}
