import type { UndiciOptions } from "./undiciTransport";
import type { PostRequest, PostResponse, Transport } from "./transport";

/** A transport that loads undici (its own bundle) with the first request. */
export function lazyTransport(options: () => UndiciOptions): Transport {
  let loaded: Promise<Transport> | undefined;
  const load = () =>
    (loaded ??= import("./undiciTransport").then(({ createUndiciTransport }) => createUndiciTransport(options())));
  return {
    async post(request: PostRequest): Promise<PostResponse> {
      return await (await load()).post(request);
    },
    async close() {
      await (await loaded)?.close();
    },
  };
}
