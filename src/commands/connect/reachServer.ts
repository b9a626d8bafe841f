import { message, verbatim } from "../../core/text/message";
import type { Message } from "../../core/text/message";
import { withFetchFallback } from "../../app/connections/fetchFallback";
import { parseServerAddress } from "../../net/address";
import type { ServerAddress } from "../../net/address";
import type { OpenNetwork } from "../../net/transport/network";
import { movedApi } from "../../net/redirect";
import { explain } from "../../app/connections/faultLine";
import { isRedcapError } from "../../redcap/errors";
import type { Services } from "../services";

type Needs = Pick<Services, "clients" | "dialogs" | "log">;

/** A server that answered as REDCap does, and the way to it. */
interface Reached {
  readonly address: ServerAddress;
  readonly network: OpenNetwork;
}

interface NotReached {
  readonly problem: Message;
  /** Certificates may help: its own are not trusted here, or it asks for one of ours. */
  readonly wantsCertificates: boolean;
}

/** Servers that send requests on in a circle are not followed for ever. */
const MOST_MOVES = 3;

/**
 * Knocks at a server without a token: its certificate is checked, the way to it found, and a new address that it names
 * is asked about, before a token is sent anywhere.
 */
export async function reachServer(
  services: Needs,
  address: ServerAddress,
  network: OpenNetwork,
  signal?: AbortSignal,
): Promise<Reached | NotReached> {
  let at = address;
  for (let moves = 0; ; moves++) {
    try {
      return { address: at, network: await knock(services, at, network, signal) };
    } catch (error) {
      const next = moves < MOST_MOVES ? await newAddress(services, at, error) : undefined;
      if (next && "address" in next) at = next.address;
      else
        return {
          problem: next?.problem ?? explain(error, services.log) ?? message("Cancelled."),
          wantsCertificates: isRedcapError(error, "certificate"),
        };
    }
  }
}

async function knock({ clients }: Needs, { apiUrl }: ServerAddress, network: OpenNetwork, signal?: AbortSignal) {
  // Certificates of a connection's own are known to undici only.
  if (!network.certificates) return (await withFetchFallback((way) => clients.checkApi(apiUrl, way, signal))).network;
  await clients.checkApi(apiUrl, network, signal);
  return network;
}

/** The address that the server sends requests on to, if the person takes it. */
async function newAddress({ dialogs }: Needs, { apiUrl, host }: ServerAddress, error: unknown) {
  const target = movedTo(error, apiUrl);
  if (target === undefined) return undefined;
  const address = parseServerAddress(target);
  if ("problem" in address)
    return {
      problem: message("{host} sends requests on to {target}. {problem}", {
        host,
        target: verbatim(target),
        problem: address.problem,
      }),
    };
  if (address.apiUrl === apiUrl) return undefined;
  const taken = await dialogs.confirm({
    title: message("{host} sends requests on to {target}. Use that address?", {
      host,
      target: verbatim(address.apiUrl),
    }),
    detail: message("Ask your REDCap administrator if you did not expect this. The token will be sent there."),
    action: message("Use New Address"),
  });
  return taken
    ? { address }
    : { problem: message("{host} sends requests on to {target}.", { host, target: verbatim(address.apiUrl) }) };
}

/** Where the API stands now, if that is what a redirect says. */
export function movedTo(error: unknown, from: string): string | undefined {
  if (!isRedcapError(error, "moved")) return undefined;
  return movedApi(error.details.location ?? "", from);
}
