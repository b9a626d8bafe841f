import { mayHaveSent, tlsTrouble } from "../tls/alerts";
import type { TlsTrouble } from "../tls/alerts";
import { NetworkFault } from "./transport";
import type { FaultReason } from "./transport";

/** System and library codes → what they mean, and whether the request can have reached the server. */
const CODES: Readonly<Record<string, readonly [FaultReason, NetworkFault["sent"]]>> = {
  ABORT_ERR: ["cancelled", "maybe"],
  UND_ERR_ABORTED: ["cancelled", "maybe"],
  ENOTFOUND: ["dns", "nothing"],
  EAI_AGAIN: ["dns", "nothing"],
  ECONNREFUSED: ["refused", "nothing"],
  ENETUNREACH: ["offline", "nothing"],
  EHOSTUNREACH: ["offline", "nothing"],
  ENETDOWN: ["offline", "nothing"],
  ECONNRESET: ["reset", "maybe"],
  EPIPE: ["reset", "maybe"],
  UND_ERR_SOCKET: ["reset", "maybe"],
  ETIMEDOUT: ["timeout", "nothing"],
  UND_ERR_CONNECT_TIMEOUT: ["timeout", "nothing"],
  UND_ERR_HEADERS_TIMEOUT: ["timeout", "maybe"],
  UND_ERR_HEADERS_OVERFLOW: ["tooLarge", "maybe"],
  HPE_HEADER_OVERFLOW: ["tooLarge", "maybe"],
  UND_ERR_BODY_TIMEOUT: ["timeout", "maybe"],
  TimeoutError: ["timeout", "maybe"],
  Z_DATA_ERROR: ["packing", "maybe"],
  Z_BUF_ERROR: ["packing", "maybe"],
  Z_NEED_DICT: ["packing", "maybe"],
  CERT_HAS_EXPIRED: ["certificate", "nothing"],
  CERT_NOT_YET_VALID: ["certificate", "nothing"],
  CERT_REVOKED: ["certificate", "nothing"],
  CERT_REJECTED: ["certificate", "nothing"],
  CERT_UNTRUSTED: ["certificate", "nothing"],
  CERT_SIGNATURE_FAILURE: ["certificate", "nothing"],
  CERT_CHAIN_TOO_LONG: ["certificate", "nothing"],
  INVALID_CA: ["certificate", "nothing"],
  INVALID_PURPOSE: ["certificate", "nothing"],
  HOSTNAME_MISMATCH: ["certificate", "nothing"],
  UNABLE_TO_GET_ISSUER_CERT: ["certificate", "nothing"],
  DEPTH_ZERO_SELF_SIGNED_CERT: ["certificate", "nothing"],
  SELF_SIGNED_CERT_IN_CHAIN: ["certificate", "nothing"],
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: ["certificate", "nothing"],
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: ["certificate", "nothing"],
  ERR_TLS_CERT_ALTNAME_INVALID: ["certificate", "nothing"],
  UND_ERR_PRX_TLS: ["certificate", "nothing"],
};

/** How undici words that a proxy did not open the way; its code alone would read as a cancelled request. */
const PROXY_REFUSED = /^Proxy response \((\d+)\)|^Proxy Authentication Required \((\d+)\)/;

/** Turns whatever a client library threw into a fault by meaning. */
export function faultOf(error: unknown, signal?: AbortSignal): NetworkFault {
  if (error instanceof NetworkFault) return error;
  if (signal?.aborted) return new NetworkFault("cancelled", "maybe", "ABORT_ERR");
  const refusal = proxyRefusal(error);
  if (refusal !== undefined) return new NetworkFault("proxy", "nothing", refusal);
  const codes = [...causes(error)];
  const known = codes.find((code) => Object.hasOwn(CODES, code));
  const words = [...wordsOf(error)].join("; ");
  const trouble = known === undefined || /^E[A-Z]+$/.test(known) ? tlsTrouble(words) : undefined;
  if (trouble)
    return new NetworkFault(
      ...troubled(trouble, words),
      trouble === "weakCertificate" ? "CERT_WEAK_KEY" : (codes[0] ?? "TLS"),
    );
  const chromium = CHROMIUM.find(([pattern]) => pattern.test(words))?.[1];
  if (chromium && known === undefined) return new NetworkFault(...chromium, /net::(\w+)/.exec(words)?.[1] ?? "net");
  const other = codes.some((code) => /BROTLI/.test(code)) ? "packing" : "other";
  const [reason, sent] = (known && CODES[known]) || ([other, "maybe"] as const);
  return new NetworkFault(reason, wasConnected(error) ? "maybe" : sent, known ?? codes[0] ?? "unknown");
}

function troubled(trouble: TlsTrouble, words: string): readonly [FaultReason, NetworkFault["sent"]] {
  return [trouble === "weakCertificate" ? "certificate" : trouble, mayHaveSent(words) ? "maybe" : "nothing"];
}

/** How the network of VS Code's desktop application words what has no code. */
const CHROMIUM: readonly (readonly [RegExp, readonly [FaultReason, NetworkFault["sent"]]])[] = [
  [/net::ERR_NAME_(?:NOT_RESOLVED|RESOLUTION_FAILED)/, ["dns", "nothing"]],
  [/net::ERR_CONNECTION_REFUSED/, ["refused", "nothing"]],
  [/net::ERR_(?:INTERNET_DISCONNECTED|ADDRESS_UNREACHABLE|NETWORK_CHANGED)/, ["offline", "nothing"]],
  [/net::ERR_(?:CONNECTION_TIMED_OUT)/, ["timeout", "nothing"]],
  [/net::ERR_TIMED_OUT/, ["timeout", "maybe"]],
  [/net::ERR_(?:CONNECTION_(?:RESET|CLOSED|ABORTED)|EMPTY_RESPONSE)/, ["reset", "maybe"]],
  [/net::ERR_(?:PROXY_|TUNNEL_|UNEXPECTED_PROXY|NO_SUPPORTED_PROXIES|SOCKS_)/, ["proxy", "nothing"]],
  [/net::ERR_CERT_/, ["certificate", "nothing"]],
  [/net::ERR_CONTENT_DECODING_FAILED/, ["packing", "maybe"]],
];

/** The status a proxy refused with. */
function proxyRefusal(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const match = PROXY_REFUSED.exec(error.message);
  return match ? (match[1] ?? match[2]) : proxyRefusal(error.cause);
}

/** Codes such as ETIMEDOUT also end connections that have carried bytes already. */
function wasConnected(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ("syscall" in error && (error.syscall === "read" || error.syscall === "write")) || wasConnected(error.cause);
}

/** Codes, reasons and messages of an error and of what caused it. */
function* wordsOf(error: unknown): Generator<string> {
  if (!(error instanceof Error)) return;
  const { code = "", reason = "" } = error as { readonly code?: unknown; readonly reason?: unknown };
  yield [code, reason, error.message].filter((part) => typeof part === "string" && part !== "").join(" ");
  if (error instanceof AggregateError) for (const inner of error.errors) yield* wordsOf(inner);
  yield* wordsOf(error.cause);
}

/** Codes and names of an error and of what caused it; several addresses of a host fail as one AggregateError. */
function* causes(error: unknown): Generator<string> {
  if (!(error instanceof Error)) return;
  if ("code" in error && typeof error.code === "string") yield error.code;
  if (error.name === "AbortError") yield "ABORT_ERR";
  if (error.name === "TimeoutError") yield "TimeoutError";
  if (error instanceof AggregateError) for (const inner of error.errors) yield* causes(inner);
  yield* causes(error.cause);
}
