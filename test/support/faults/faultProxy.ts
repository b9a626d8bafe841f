import { createServer, request } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";

export type Fault =
  /** The server never sees the request; the connection breaks. */
  | "unsent"
  /** The same, and the server stays away until `arm` is called again. */
  | "down"
  /** Carried out, the answer is lost, and the server stays away. */
  | "lostAndDown"
  /** The server carries it out, and the answer is lost. */
  | "lost"
  | "403"
  | "500"
  /** Carried out, but the answer breaks off half-way. */
  | "truncated"
  /** A list comes back where a count is due. */
  | "list"
  /** One row less than sent. */
  | "miscount"
  /** Neither carried out nor answered, like everything from then on: the client ends while it waits. */
  | "held"
  /** Carried out, and not answered; nothing else is from then on. */
  | "heldAnswer"
  /** Carried out and answered; whatever is asked next is neither. */
  | "heldNext";

/** One request that a manner deals with in its own way. */
export interface Exchange {
  readonly incoming: IncomingMessage;
  readonly response: ServerResponse;
  readonly params: URLSearchParams;
  /** Lets the server carry the request out and gives what it says. */
  readonly answer: () => Promise<ServerAnswer>;
}

export interface ServerAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: Buffer;
}

/** What becomes of every request, reads included. */
export type Manner = (exchange: Exchange) => unknown;

export interface FaultProxy {
  readonly url: string;
  /** From now on every request is met with this manner; without one they are passed on as before. */
  meet(manner?: Manner): void;
  /** Requests whose body arrived here since then, whatever became of them. */
  readonly arrived: readonly URLSearchParams[];
  /** Asked for every import and delete, counted from 0 since the last `arm`. */
  arm(choose: (write: number, params: URLSearchParams) => Fault | undefined): void;
  /** Writes seen since the last `arm`. */
  readonly writes: readonly URLSearchParams[];
  /** Resolves when the first request since the last `arm` waits in vain. */
  held(): Promise<void>;
  close(): Promise<void>;
}

const REFUSAL = { error: "You do not have API Import/Update privileges" };

/** A server in front of the emulator that makes single writes fail in the ways that networks and servers have. */
export async function faultProxy(
  target: string,
  { tls }: { readonly tls?: { readonly key: string; readonly cert: string } } = {},
): Promise<FaultProxy> {
  let choose: (write: number, params: URLSearchParams) => Fault | undefined = () => undefined;
  let manner: Manner | undefined;
  const arrived: URLSearchParams[] = [];
  const writes: URLSearchParams[] = [];
  let down = false;
  let silent = false;
  let waits = signal();

  const serve = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    if (silent) return waits.fire();
    const params = new URLSearchParams(body);
    arrived.push(params);
    if (manner) return void (await manner({ incoming, response, params, answer: () => forward(target, body) }));
    const write = params.has("data") || params.get("action") === "delete";
    const fault = !down && write ? choose(writes.push(params) - 1, params) : undefined;
    if (down || fault === "unsent" || fault === "down") {
      down ||= fault === "down";
      return void incoming.socket.destroy();
    }
    if (fault === "403") return void response.writeHead(403).end(JSON.stringify(REFUSAL));
    if (fault === "500") return void response.writeHead(500).end("<html><body>Internal Server Error</body></html>");
    if (fault?.startsWith("held")) silent = true;
    if (fault === "held") return waits.fire();
    const answer = await forward(target, body);
    if (fault === "heldAnswer") return waits.fire();
    if (fault === "lost" || fault === "lostAndDown") {
      down = fault === "lostAndDown";
      return void incoming.socket.destroy();
    }
    if (fault === "list") return void response.writeHead(200).end("[]");
    if (fault === "miscount") return void response.writeHead(200).end(String(Number(answer.body) - 1));
    response.writeHead(answer.status, { "content-type": answer.type, "content-length": answer.body.length });
    if (fault !== "truncated") return void response.end(answer.body);
    response.flushHeaders();
    setImmediate(() => incoming.socket.destroy());
  };

  const listener = (incoming: IncomingMessage, response: ServerResponse) =>
    void serve(incoming, response).catch(() => response.destroy());
  const server = tls ? createTlsServer(tls, listener) : createServer(listener);
  // A test that is held up for seconds would write into a connection that is closed just then: a fault nobody asked for.
  server.keepAliveTimeout = 10 * 60_000;
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    url: `${tls ? "https" : "http"}://127.0.0.1:${(server.address() as AddressInfo).port}/api/`,
    arrived,
    writes,
    meet(next) {
      manner = next;
      arrived.length = 0;
    },
    arm(next) {
      choose = next;
      down = false;
      silent = false;
      waits = signal();
      writes.length = 0;
    },
    held: () => waits.fired,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

function signal(): { readonly fired: Promise<void>; readonly fire: () => void } {
  let fire: () => void = () => undefined;
  const fired = new Promise<void>((resolve) => (fire = resolve));
  return { fired, fire: () => fire() };
}

/** The server has moved. */
export const movedTo =
  (location: string): Manner =>
  ({ response }) =>
    response.writeHead(301, { location }).end();

/** Passes a form on and gives back what came. */
export function forward(target: string, body: string): Promise<ServerAnswer> {
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "application/x-www-form-urlencoded", "content-length": Buffer.byteLength(body) };
    const outgoing = request(target, { method: "POST", headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () =>
        resolve({
          status: response.statusCode ?? 0,
          type: response.headers["content-type"] ?? "",
          body: Buffer.concat(chunks),
        }),
      );
    });
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}
