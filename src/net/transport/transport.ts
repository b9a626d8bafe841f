import type { Message } from "../../core/text/message";
import type { TlsTrouble } from "../tls/alerts";
import type { PeerCertificate } from "../tls/peerCertificate";

export interface PostRequest {
  readonly url: string;
  /** `application/x-www-form-urlencoded`. */
  readonly body: string;
  readonly signal?: AbortSignal | undefined;
}

export interface PostResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: AsyncIterable<Uint8Array>;
}

/** The one door to the network. Never follows a redirect, never retries. @throws {NetworkFault} */
export interface Transport {
  post(request: PostRequest): Promise<PostResponse>;
  close(): Promise<void>;
}

export type FaultReason =
  | "cancelled"
  | "certificate"
  | "certificateFile"
  | Exclude<TlsTrouble, "weakCertificate">
  | "dns"
  | "offline"
  /** The body is not packed as the server says. */
  | "packing"
  | "proxy"
  | "refused"
  | "reset"
  | "timeout"
  | "tooLarge"
  | "unchecked"
  | "other";

/** A request that brought no complete answer. Never holds the body, which carries the token. */
export class NetworkFault extends Error {
  override readonly name = "NetworkFault";

  constructor(
    readonly reason: FaultReason,
    /** Whether the server may have received the request: only `nothing` makes a write safe to repeat. */
    readonly sent: "nothing" | "maybe",
    /** The system's own code, e.g. ECONNREFUSED. */
    readonly code: string,
    /** What the server showed, where its certificate is the reason. */
    readonly peer?: PeerCertificate,
    /** What people are told, where the reason is no more than that something of theirs cannot be used. */
    readonly said?: Message,
  ) {
    super(`${reason} (${code})`);
  }
}
