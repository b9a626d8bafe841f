import { createFetchTransport } from "../../../src/net/transport/fetchTransport";
import { createUndiciTransport } from "../../../src/net/transport/undiciTransport";
import type { Adapter } from "./cells";

/** Both transports, as they run in plain Node. */
export const ADAPTERS: readonly Adapter[] = [
  { name: "undici", create: (limits, ca) => createUndiciTransport({ limits, tls: { ca } }) },
  { name: "fetch", create: (limits) => createFetchTransport({ limits }) },
];
