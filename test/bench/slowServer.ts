// A process of its own, so that the server's work never holds up the client that is measured.
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { generateProject, sampleProjects, startEmulator } from "../../src/emulator/server/server";
import { FORMS, main, USERS } from "./measure";

const SMALL = 200;

/** What load.ts is told when the server listens. */
export interface SlowServer {
  readonly url: string;
  readonly projects: readonly { readonly title: string; readonly projectId: number; readonly token: string }[];
}

/** Sets the delay of every request from now on, and the count of requests back to 0. */
export interface Order {
  readonly delayMs: number;
}

/** The answer to an order: how many requests came under the one before. */
export interface Counted {
  readonly requests: number;
}

main(async () => {
  const [trial] = sampleProjects(new Date());
  if (!trial) throw new Error("there is no sample project");
  const small = Array.from({ length: SMALL }, (_, at) =>
    generateProject({ users: 20, instruments: 5, title: `Small Study ${at + 1}`, projectId: 1000 + at }),
  );
  const large = generateProject({ users: USERS, instruments: FORMS });
  const emulator = await startEmulator({ projects: [trial, large, ...small] });
  let delay = 0;
  let requests = 0;
  const proxy = createServer((incoming, response) => {
    requests += 1;
    const { host: _host, ...headers } = incoming.headers;
    // First the way there and back, then the server's work: as on a real network, the one does not hide the other.
    void pause(delay).then(() => {
      const outgoing = request(emulator.url, { method: "POST", headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      });
      outgoing.on("error", () => response.destroy());
      incoming.pipe(outgoing);
    });
  });
  await new Promise<void>((listening) => proxy.listen(0, "127.0.0.1", listening));
  process.on("message", ({ delayMs }: Order) => {
    process.send?.({ requests } satisfies Counted);
    delay = delayMs;
    requests = 0;
  });
  process.once("disconnect", () => process.exit());
  const { port } = proxy.address() as AddressInfo;
  process.send?.({ url: `http://127.0.0.1:${port}/api/`, projects: emulator.projects } satisfies SlowServer);
});
