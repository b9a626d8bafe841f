import { createServer } from "node:https";
import type { ServerResponse } from "node:http";
import type { ServerOptions } from "node:https";
import type { AddressInfo } from "node:net";
import type { TLSSocket } from "node:tls";
import { listener } from "../redcap/badServer";

export interface SecureServer {
  readonly url: string;
  /** Bodies of the requests that came. */
  readonly bodies: readonly string[];
  /** Common names of the certificates that clients showed, "" for none; one for each connection. */
  readonly clients: readonly string[];
  close(): Promise<void>;
}

/** A server behind TLS that answers `[]`, or what the server behind it answers. */
export async function secureServer(options: ServerOptions, behind?: string): Promise<SecureServer> {
  const bodies: string[] = [];
  const clients: string[] = [];
  const server = createServer(
    options,
    listener((response, _, hit) => {
      if (behind === undefined) response.end("[]");
      else void relay(behind, bodies[hit - 1] ?? "", response);
    }, bodies),
  );
  server.on("secureConnection", (socket: TLSSocket) => {
    clients.push(String(socket.getPeerCertificate().subject?.CN ?? ""));
  });
  server.on("tlsClientError", () => undefined);
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}/api/`,
    bodies,
    clients,
    close() {
      server.closeAllConnections();
      return new Promise((closed) => void server.close(() => closed()));
    },
  };
}

async function relay(url: string, body: string, response: ServerResponse): Promise<void> {
  const answer = await fetch(url, {
    method: "POST",
    body,
    headers: { "content-type": "application/x-www-form-urlencoded" },
  });
  response.writeHead(answer.status).end(await answer.text());
}
