import { createFetchTransport } from "../../../src/net/fetchTransport";
import { createUndiciTransport } from "../../../src/net/undiciTransport";
import type { Adapter } from "./cells";

/** Both transports, as they run in plain Node. */
export const ADAPTERS: readonly Adapter[] = [
  { name: "undici", create: (limits, ca) => createUndiciTransport({ limits, tls: { ca } }) },
  { name: "fetch", create: (limits) => createFetchTransport({ limits }) },
];
