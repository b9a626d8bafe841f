import { withPeerCertificate } from "../net/transport/withPeerCertificate";
import { createFetchTransport } from "../net/transport/fetchTransport";
import { lazyTransport } from "../net/transport/lazyTransport";
import { LIMITS } from "../net/transport/limits";
import type { OpenNetwork } from "../net/transport/network";
import type { ProxySettings } from "../net/transport/proxy";
import { readTlsMaterial } from "../net/tls/tlsMaterial";
import type { TlsMaterial } from "../net/tls/tlsMaterial";
import type { Transport } from "../net/transport/transport";
import { uncheckedBecause } from "../net/tls/unchecked";
import type { Unchecked } from "../net/tls/unchecked";

/** Reads a file by its path, or by its address where it is on another computer than the extension. */
export type ReadFile = (place: string) => Promise<Buffer>;

/** One transport for each way through the network, made when it is first asked for. */
export class Transports {
  private readonly made = new Map<string, Transport>();

  constructor(
    private readonly proxy: () => ProxySettings | undefined,
    /** Why VS Code's own way would not check certificates, as its settings say. */
    private readonly unchecked: () => Unchecked | undefined,
    private readonly readFile: ReadFile,
  ) {}

  /** The transport of a connection. */
  of(network: OpenNetwork): Transport {
    const key = JSON.stringify(network);
    const transport = this.made.get(key) ?? this.make(network);
    this.made.set(key, transport);
    return transport;
  }

  /** Reads the certificate files of a connection that has some. */
  materialOf({ certificates, passphrase }: OpenNetwork): (() => Promise<TlsMaterial>) | undefined {
    return certificates && (() => readTlsMaterial(certificates, passphrase, this.readFile));
  }

  dispose(): void {
    for (const transport of this.made.values()) void transport.close();
  }

  private make(network: OpenNetwork): Transport {
    const tls = this.materialOf(network);
    const inner =
      network.adapter === "fetch"
        ? createFetchTransport({ limits: LIMITS, unchecked: () => uncheckedBecause() ?? this.unchecked() })
        : lazyTransport({ limits: LIMITS, proxy: this.proxy, ...(tls ? { tls } : {}) });
    return withPeerCertificate(inner, async (url) => {
      const { peerOf } = await import("../net/transport/probe");
      const own = await tls?.();
      return await peerOf(url, { proxy: this.proxy(), timeoutMs: LIMITS.connectMs, ...(own ? { tls: own } : {}) });
    });
  }
}
