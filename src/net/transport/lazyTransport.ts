import type { Limits } from "./limits";
import { CertificateFileError } from "../tls/tlsMaterial";
import type { TlsMaterial } from "../tls/tlsMaterial";
import { NetworkFault } from "./transport";
import type { PostRequest, PostResponse, Transport } from "./transport";
import type { ProxySettings } from "./proxy";

interface LazyOptions {
  readonly limits: Limits;
  /** As it is now: a changed setting counts for the next request. */
  readonly proxy: () => ProxySettings | undefined;
  /** @throws {CertificateFileError} */
  readonly tls?: () => Promise<TlsMaterial>;
}

/** A transport that loads undici (its own bundle) with the first request. */
export function lazyTransport({ limits, proxy, tls }: LazyOptions): Transport {
  let current: { readonly key: string; readonly transport: Promise<Transport> } | undefined;
  const open = async (settings: ProxySettings | undefined): Promise<Transport> => {
    const { createUndiciTransport } = await import("./undiciTransport");
    return createUndiciTransport({
      limits,
      ...(settings ? { proxy: settings } : {}),
      ...(tls ? { tls: await tls() } : {}),
    });
  };
  const load = (): Promise<Transport> => {
    const settings = proxy();
    const key = JSON.stringify(settings ?? "none");
    if (current?.key === key) return current.transport;
    void close(current?.transport);
    const transport = open(settings);
    const opened = (current = { key, transport });
    // What failed is tried anew: a file may be there by then.
    transport.catch(() => {
      if (current === opened) current = undefined;
    });
    return transport;
  };
  return {
    async post(request: PostRequest): Promise<PostResponse> {
      try {
        return await (await load()).post(request);
      } catch (error) {
        if (error instanceof CertificateFileError)
          throw new NetworkFault("certificateFile", "nothing", error.name, undefined, error.said);
        throw error;
      }
    },
    close: () => close(current?.transport),
  };
}

/** Requests under way may end. */
async function close(transport: Promise<Transport> | undefined): Promise<void> {
  await transport?.then(
    (opened) => opened.close(),
    () => undefined,
  );
}
