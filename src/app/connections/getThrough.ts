import type { Network } from "../../net/transport/network";
import { isRedcapError } from "../../redcap/errors";

/**
 * Tries a request by undici and, where that does not even reach the server, by VS Code's own fetch, which knows ways
 * through proxies that undici does not. Gives what came, and the way it came.
 */
export async function getThrough<T>(
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
      throw stoppedOnTheWay(second) ? error : second;
    }
  }
}

/** No byte of the request reached the server. */
export function stoppedOnTheWay(error: unknown): boolean {
  if (!isRedcapError(error)) return false;
  const { reason, sent } = error.details;
  return reason !== undefined && reason !== "cancelled" && sent === "nothing";
}
