import * as tls from "node:tls";
import type { TlsMaterial } from "./tlsMaterial";

/**
 * What a TLS connection is checked with: by the same authorities whoever opens it, and always, because Node would leave
 * it to the environment, which anybody in the process may change.
 */
export function tlsOptions(own?: TlsMaterial): tls.SecureContextOptions & { readonly rejectUnauthorized: true } {
  // An authority that is pinned may be one in the middle of a chain, or the server's own certificate.
  const partial = own?.ca ? { allowPartialTrustChain: true } : {};
  return { ...trusted(), ...own, ...partial, rejectUnauthorized: true };
}

/** Node's own certificates, those of NODE_EXTRA_CA_CERTS and the system's, where this Node can read them (22.15). */
function trusted(): { ca?: string[] } {
  const get: unknown = Reflect.get(tls, "getCACertificates");
  if (typeof get !== "function") return {};
  const of = get as (kind: string) => string[];
  return { ca: [...new Set([...of("default"), ...of("system")])] };
}
