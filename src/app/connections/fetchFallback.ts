import type { Network } from "../../net/transport/network";
import { joined } from "../../core/text/message";
import { isRedcapError, RedcapError } from "../../redcap/errors";

/**
 * Tries a request by undici and, where that does not even reach the server, by VS Code's own fetch, which knows ways
 * through proxies that undici does not. Gives what came, and the way it came.
 */
export async function withFetchFallback<T>(
  attempt: (network: Network) => Promise<T>,
): Promise<{ readonly network: Network; readonly result: T }> {
  try {
    return { network: {}, result: await attempt({}) };
  } catch (error) {
    if (!stoppedOnTheWay(error)) throw error;
    const network: Network = { adapter: "fetch" };
    try {
      return { network, result: await attempt(network) };
    } catch (second) {
      // The first tells more: which certificate, which proxy.
      if (isRedcapError(error) && isUnchecked(second))
        throw new RedcapError(error.kind, joined([error.said, second.said]), error.details);
      throw stoppedOnTheWay(second) ? error : second;
    }
  }
}

/** A way was not taken, because on it certificates would not be checked. */
export function isUnchecked(error: unknown): error is RedcapError {
  return isRedcapError(error) && error.details.reason === "unchecked";
}

/** No byte of the request reached the server. */
export function stoppedOnTheWay(error: unknown): boolean {
  if (!isRedcapError(error)) return false;
  const { reason, sent } = error.details;
  return reason !== undefined && reason !== "cancelled" && sent === "nothing";
}
