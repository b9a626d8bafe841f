import { createServer } from "node:http";
import type { IncomingMessage, RequestListener, Server, ServerResponse } from "node:http";
import type { Server as TlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { LIMITS } from "../../../src/net/transport/limits";
import type { Limits } from "../../../src/net/transport/limits";
import type { Transport } from "../../../src/net/transport/transport";
import { createUndiciTransport } from "../../../src/net/transport/undiciTransport";
import type { Answer } from "../../../src/redcap/answer";
import { Caller } from "../../../src/redcap/requests/caller";
import type { CallerOptions, CallLog } from "../../../src/redcap/requests/caller";
import { refusalOf } from "../../../src/redcap/failures/refusal";
import type { RedcapError } from "../../../src/redcap/errors";
import { isRedcapError } from "../../../src/redcap/errors";

export const TOKEN = "0123456789ABCDEF0123456789ABCDEF";

/** What a server does with a request whose body it has read; `hit` counts from 1. */
export type Manners = (response: ServerResponse, request: IncomingMessage, hit: number) => void;

export interface BadServer {
  readonly url: string;
  readonly transport: Transport;
  /** Bodies of the requests that came, oldest first. */
  readonly bodies: readonly string[];
  readonly log: readonly CallLog[];
  /** Pauses that the caller asked for; none of them is really made. */
  readonly pauses: readonly number[];
  readonly caller: (options?: Partial<CallerOptions>) => Caller;
  close(): Promise<void>;
}

/** Starts a server with manners of its own, and a caller with small limits to meet it. */
export async function badServer(manners: Manners, limits: Partial<Limits> = {}): Promise<BadServer> {
  const bodies: string[] = [];
  return await around(
    createServer(listener(manners, bodies)),
    (port) => `http://127.0.0.1:${port}/api/`,
    bodies,
    limits,
  );
}

export async function around(
  server: Server | TlsServer,
  address: (port: number) => string,
  bodies: readonly string[],
  limits: Partial<Limits> = {},
): Promise<BadServer> {
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const url = address((server.address() as AddressInfo).port);
  const transport = createUndiciTransport({ limits: { ...LIMITS, ...limits } });
  const log: CallLog[] = [];
  const pauses: number[] = [];
  return {
    url,
    transport,
    bodies,
    log,
    pauses,
    caller: (options) =>
      new Caller({
        transport,
        url,
        token: TOKEN,
        log: (entry) => log.push(entry),
        wait: (ms) => Promise.resolve(void pauses.push(ms)),
        random: () => 0.5,
        ...options,
      }),
    async close() {
      server.closeAllConnections();
      await transport.close();
      await new Promise<void>((closed) => server.close(() => closed()));
    },
  };
}

export function listener(manners: Manners, bodies: string[]): RequestListener {
  return (request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => manners(response, request, bodies.push(body)));
  };
}

/** Runs a test against a server of its own. */
export function against(
  manners: Manners,
  work: (server: BadServer) => Promise<void>,
  limits?: Partial<Limits>,
): () => Promise<void> {
  return async () => {
    const server = await badServer(manners, limits);
    try {
      await work(server);
    } finally {
      await server.close();
    }
  };
}

export const READ = { params: { content: "user", action: "export", format: "json" }, write: false };
export const WRITE = { params: { content: "user", action: "import", data: "[]" }, write: true };

/** Takes any answer that says of nothing that it went wrong. */
export function whole(answer: Answer): string {
  const error = refusalOf(answer);
  if (error) throw error;
  return answer.text;
}

/** The error that a call ends with. */
export async function failing(work: Promise<unknown>): Promise<RedcapError> {
  try {
    await work;
  } catch (error) {
    if (isRedcapError(error)) return error;
    throw error;
  }
  throw new Error("the call did not fail");
}
