import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once as next } from "node:events";
import { join } from "node:path";
import { Connections } from "../../src/app/connections/connections";
import { Projects } from "../../src/app/projects/projects";
import { memorySecrets } from "../../src/app/projects/sampleStores";
import { HostLimiter } from "../../src/net/rate/limiter";
import { LIMITS } from "../../src/net/transport/limits";
import { createUndiciTransport } from "../../src/net/transport/undiciTransport";
import { RedcapClient } from "../../src/redcap/requests/client";
import { memoryState } from "../unit/app/memory";
import { main, median, once, report, rounded, spread } from "./measure";
import type { Counted, Order, SlowServer } from "./slowServer";

const LATENCY_MS = 50;
const RUNS = 9;
const RATE = { maxInFlight: 8, maxPerMinute: 300 };
const MINUTE = 60_000;
/** Minutes and latency pass this much faster, or 200 projects would take four minutes; the work does not. */
const HASTE = 20;

type Project = SlowServer["projects"][number];

/** What a window of VS Code has: a transport, a limiter for the server, and projects in its list. */
async function openWindow(url: string, list: readonly Project[], limiter: HostLimiter) {
  const transport = createUndiciTransport({ limits: LIMITS });
  const connections = new Connections({
    state: memoryState(),
    secrets: memorySecrets(),
    createClient: (at) => new RedcapClient({ transport, limiter, ...at, retryDelaysMs: [] }),
  });
  const projects = new Projects(connections, { now: () => Date.now() });
  const { origin } = new URL(url);
  const ids: string[] = [];
  for (const { title, projectId, token } of list) {
    const added = { label: title, apiUrl: url, origin, projectId, title, version: "" };
    ids.push((await connections.add(added, token)).id);
  }
  const load = async () => void (await Promise.all(ids.map((id) => projects.load(id))));
  return { load, close: () => transport.close() };
}

async function order(server: ChildProcess, message: Order): Promise<Counted> {
  const answer = next(server, "message");
  server.send(message);
  const [counted] = (await answer) as [Counted];
  return counted;
}

/** Loads of one project in a window that has loaded it before: connections stand, the server's version is known. */
async function one(server: ChildProcess, url: string, project: Project, target: string) {
  const limiter = new HostLimiter(() => ({ ...RATE, maxPerMinute: 540 }), {
    now: () => Date.now(),
    wait: () => Promise.reject(new Error("a load must not have to wait for its turn")),
  });
  const window = await openWindow(url, [project], limiter);
  const near: number[] = [];
  const far: number[] = [];
  let requests = 0;
  try {
    await window.load();
    // In turns, so that both meet the same machine, busy or not.
    for (let run = 0; run < RUNS; run++) {
      near.push(await once(window.load));
      await order(server, { delayMs: LATENCY_MS });
      far.push(await once(window.load));
      ({ requests } = await order(server, { delayMs: 0 }));
    }
  } finally {
    await window.close();
  }
  const trips = spread(far.map((ms) => ms / LATENCY_MS));
  return { project: project.title, requests, "ms without latency": rounded(median(near)), ...trips, target };
}

/** What the limiter allows: so many at once at the start of each minute. */
async function many(server: ChildProcess, url: string, list: readonly Project[]) {
  const limiter = new HostLimiter(() => RATE, {
    now: () => performance.now() * HASTE,
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms / HASTE)),
  });
  const window = await openWindow(url, list, limiter);
  try {
    await order(server, { delayMs: LATENCY_MS / HASTE });
    const ms = (await once(window.load)) * HASTE;
    const { requests } = await order(server, { delayMs: 0 });
    const bound = Math.floor((requests - 1) / RATE.maxPerMinute) * MINUTE + LATENCY_MS;
    return {
      projects: list.length,
      requests,
      "bound in s": rounded(bound / 1000),
      "taken in s": rounded(ms / 1000),
      "taken / bound": rounded(ms / bound),
      target: "≤ 1.1",
    };
  } finally {
    await window.close();
  }
}

main(async () => {
  const server = fork(join(__dirname, "slowServer.js"));
  try {
    const [{ url, projects }] = (await next(server, "message")) as [SlowServer];
    const [trial, large, ...small] = projects;
    if (!trial || !large) throw new Error("the projects are missing");
    report(
      {
        name: "load",
        note: `One project in a window that has loaded it before; round trips of ${LATENCY_MS} ms, ${RUNS} runs.`,
        rows: [await one(server, url, trial, "≤ 1.4"), await one(server, url, large, "")],
      },
      {
        name: "load 200",
        note: `All projects of a server; the bound is ${RATE.maxPerMinute} requests in any minute (passing ${HASTE}× faster).`,
        rows: [await many(server, url, small)],
      },
    );
  } finally {
    server.disconnect();
  }
});
