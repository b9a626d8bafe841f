import type { PeerCertificate } from "../tls/peerCertificate";
import { NetworkFault } from "./transport";
import type { Transport } from "./transport";

/** A transport whose certificate faults tell which certificate it was; `look` shakes hands once more for that. */
export function withPeerCertificate(
  inner: Transport,
  look: (url: string) => Promise<PeerCertificate | undefined>,
): Transport {
  return {
    close: () => inner.close(),
    async post(request) {
      try {
        return await inner.post(request);
      } catch (error) {
        if (!(error instanceof NetworkFault) || error.reason !== "certificate") throw error;
        throw new NetworkFault(error.reason, error.sent, error.code, await look(request.url));
      }
    },
  };
}
