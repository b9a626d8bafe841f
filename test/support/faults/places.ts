import { once } from "node:events";
import { connect, createServer } from "node:net";
import type { AddressInfo, Server, Socket } from "node:net";
import { Worker } from "node:worker_threads";
import { authority, selfSigned } from "./certificate";
import { faultProxy } from "./faultProxy";
import type { FaultProxy } from "./faultProxy";

/** Addresses at which no answer can be had, and one that nothing may be sent to. */
export interface Places {
  readonly url: Readonly<Record<PlaceName, string>>;
  /** The authority that is trusted here. */
  readonly ca: Buffer;
  /** Requests that came to a place where none may come. */
  readonly trespasses: () => number;
  close(): Promise<void>;
}

export type PlaceName = "closed" | "unnamed" | "neverAccepts" | "neverGreets" | "garbage" | Certified;

type Certified = "expired" | "selfSigned" | "wrongHost" | "unknownAuthority";

/** Listens, and never takes a connection from the queue, which is full. */
const NEVER_ACCEPTS = `
  const { parentPort } = require("node:worker_threads");
  const server = require("node:net").createServer();
  server.listen({ port: 0, host: "127.0.0.1", backlog: 1 }, () => {
    parentPort.postMessage(server.address().port);
    setImmediate(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0));
  });`;
const QUEUE = 2;

export async function openPlaces(emulatorUrl: string): Promise<Places> {
  const worker = new Worker(NEVER_ACCEPTS, { eval: true });
  const [full] = (await once(worker, "message")) as [number];
  const queue = Array.from({ length: QUEUE }, () => connect(full, "127.0.0.1").on("error", () => undefined));
  await Promise.all(queue.map((socket) => once(socket, "connect")));
  const silent = await listening(() => undefined);
  const garbage = await listening((socket) => socket.end("SSH-2.0-OpenSSH_9.6\r\n"));
  const gone = await listening(() => undefined);
  const closed = gone.port;
  await gone.close();
  const trusted = authority("Hospital");
  const hosts = ["127.0.0.1"];
  const certificates = {
    expired: trusted.issue({ name: "old", hosts, until: "210101" }),
    selfSigned: selfSigned(),
    wrongHost: trusted.issue({ name: "other", hosts: ["redcap.example.edu"] }),
    unknownAuthority: authority("Nobody").issue({ name: "redcap", hosts }),
  };
  const untrusted: [string, FaultProxy][] = [];
  for (const [name, tls] of Object.entries(certificates))
    untrusted.push([name, await faultProxy(emulatorUrl, { tls })]);
  const urls = Object.fromEntries(untrusted.map(([name, { url }]) => [name, url])) as Record<Certified, string>;
  return {
    ca: Buffer.from(trusted.cert),
    url: {
      closed: `http://127.0.0.1:${closed}/api/`,
      unnamed: "https://redcap.invalid/api/",
      neverAccepts: `http://127.0.0.1:${full}/api/`,
      neverGreets: `https://127.0.0.1:${silent.port}/api/`,
      garbage: `http://127.0.0.1:${garbage.port}/api/`,
      ...urls,
    },
    trespasses: () => untrusted.reduce((sum, [, { arrived }]) => sum + arrived.length, 0),
    async close() {
      for (const socket of queue) socket.destroy();
      await worker.terminate();
      await Promise.all([silent, garbage, ...untrusted.map(([, proxy]) => proxy)].map((server) => server.close()));
    },
  };
}

async function listening(meet: (socket: Socket) => void): Promise<{ port: number; close(): Promise<void> }> {
  const open = new Set<Socket>();
  const server: Server = createServer((socket) => {
    open.add(socket.on("error", () => undefined));
    meet(socket);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
