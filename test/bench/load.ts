import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once as next } from "node:events";
import { join } from "node:path";
import { Connections } from "../../src/app/connections";
import { Projects } from "../../src/app/projects";
import { HostLimiter } from "../../src/net/limiter";
import { LIMITS } from "../../src/net/limits";
import { createUndiciTransport } from "../../src/net/undiciTransport";
import { RedcapClient } from "../../src/redcap/client";
import { memorySecrets } from "../../src/app/transient";
import { memoryState } from "../unit/app/memory";
import { main, median, once, report, rounded } from "./measure";
import type { Counted, Order, SlowServer } from "./slowServer";

const LATENCY_MS = 50;
const RUNS = 5;

type Project = SlowServer["projects"][number];

/**
 * One load as after a start of VS Code: fresh connections to the server, nothing in memory. What a real network adds
 * per connection (TCP and TLS handshakes) is not in it: the proxy delays requests, not connections.
 */
async function load(url: string, { title, projectId, token }: Project): Promise<number> {
  const transport = createUndiciTransport({ limits: LIMITS });
  const limiter = new HostLimiter(() => ({ maxInFlight: 8, maxPerMinute: 300 }), {
    now: () => Date.now(),
    wait: () => Promise.reject(new Error("a load must not have to wait for its turn")),
  });
  const connections = new Connections({
    state: memoryState(),
    secrets: memorySecrets(),
    createClient: (at) => new RedcapClient({ transport, limiter, ...at, retryDelaysMs: [] }),
  });
  const projects = new Projects(connections, { now: () => Date.now() });
  const { origin } = new URL(url);
  const { id } = await connections.add({ label: title, apiUrl: url, origin, projectId, title, version: "" }, token);
  try {
    return await once(() => projects.load(id));
  } finally {
    await transport.close();
  }
}

/** Time and requests of one load at a latency. */
async function loadAt(server: ChildProcess, url: string, project: Project, delayMs: number) {
  await order(server, { delayMs });
  const ms = await load(url, project);
  const { requests } = await order(server, { delayMs: 0 });
  return { ms, requests };
}

async function order(server: ChildProcess, message: Order): Promise<Counted> {
  const answer = next(server, "message");
  server.send(message);
  const [counted] = (await answer) as [Counted];
  return counted;
}

main(async () => {
  const server = fork(join(__dirname, "slowServer.js"));
  try {
    const [{ url, projects }] = (await next(server, "message")) as [SlowServer];
    const rows = [];
    for (const project of projects) {
      await load(url, project);
      const near: number[] = [];
      const far: number[] = [];
      let requests = 0;
      // In turns, so that both meet the same machine, busy or not.
      for (let run = 0; run < RUNS; run++) {
        near.push((await loadAt(server, url, project, 0)).ms);
        const slow = await loadAt(server, url, project, LATENCY_MS);
        far.push(slow.ms);
        requests = slow.requests;
      }
      const [nearMs, farMs] = [median(near), median(far)];
      rows.push({
        project: project.title,
        requests,
        "ms without latency": rounded(nearMs),
        [`ms at ${LATENCY_MS} ms`]: rounded(farMs),
        "round trips": rounded(farMs / LATENCY_MS),
        "of these latency": rounded((farMs - nearMs) / LATENCY_MS),
      });
    }
    report({
      name: "load",
      note: `One project, ${LATENCY_MS} ms for each request; round trips are time / 50 ms.`,
      rows,
    });
  } finally {
    server.disconnect();
  }
});
