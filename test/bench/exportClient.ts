// A process of its own for each measurement, so that its memory is that of one export: `exportClient.js WAY URL TARGET`.
import { once as next } from "node:events";
import { connect } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { LIMITS } from "../../src/net/transport/limits";
import { createUndiciTransport } from "../../src/net/transport/undiciTransport";
import { streamToFile } from "../../src/platform/streamToFile";
import { RedcapClient } from "../../src/redcap/requests/client";
import { main, once } from "./measure";

export interface Exported {
  readonly ms: number;
  /** How much more memory the process had at its peak than before, garbage included. */
  readonly grownMB: number;
  /** The same of what was in use: what is left after a collection. Only where Node lets us collect. */
  readonly heldMB: number;
}

const SAMPLE_MS = 5;
const COLLECT_EVERY = 4_000_000;

/** Reads the bytes and passes them on; collects garbage now and then to see how much is in use. */
async function* watched(bytes: AsyncIterable<Uint8Array>, see: () => void): AsyncGenerator<Uint8Array> {
  let since = 0;
  for await (const piece of bytes) {
    since += piece.byteLength;
    if (since > COLLECT_EVERY) {
      since = 0;
      see();
    }
    yield piece;
  }
}

/** The least that Node can do to read an answer: for comparison. */
async function bareSocket(url: string): Promise<void> {
  const { port, hostname, pathname, search } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.write(
    `POST ${pathname}${search} HTTP/1.1\r\nhost: ${hostname}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`,
  );
  socket.on("data", () => undefined);
  await next(socket, "close");
}

const inUse = () => {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};

main(async () => {
  const [way, url = "", target = ""] = process.argv.slice(2);
  const transport = createUndiciTransport({ limits: LIMITS });
  const client = new RedcapClient({ transport, url, token: "0".repeat(32) });
  // What a first request loads is there already when somebody exports: the project is in the tree.
  await client.exportRaw("user", "csv", async (bytes) => {
    for await (const _ of bytes) break;
  });
  await pause(200);
  const [before, heldBefore] = [process.memoryUsage.rss(), inUse()];
  let [peak, held] = [before, heldBefore];
  const see = () => (peak = Math.max(peak, process.memoryUsage.rss()));
  const look = () => (held = Math.max(held, inUse()));
  const sampling = setInterval(see, SAMPLE_MS);
  const ms = await once(async () => {
    if (way === "bare") return await bareSocket(url);
    const save = (bytes: AsyncIterable<Uint8Array>) =>
      streamToFile(target, globalThis.gc ? watched(bytes, look) : bytes);
    await client.exportRaw("user", "csv", save);
  });
  clearInterval(sampling);
  see();
  process.send?.({ ms, grownMB: (peak - before) / 1e6, heldMB: (held - heldBefore) / 1e6 } satisfies Exported);
  await transport.close();
  process.disconnect();
});
