import { createServer } from "node:http";
import { connect } from "node:net";
import type { AddressInfo } from "node:net";

export interface Proxy {
  readonly url: string;
  /** Hosts asked for, and what the client said to be let through. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

/** A proxy that leads every way to one server on this computer, and may ask for an authorization of its own. */
export async function proxyTo(target: string, authorization?: string): Promise<Proxy> {
  const asked: string[] = [];
  const server = createServer();
  server.on("connect", (request, socket) => {
    const given = request.headers["proxy-authorization"];
    asked.push(`${request.url ?? ""} ${given ?? "-"}`);
    socket.on("error", () => undefined);
    if (authorization !== undefined && given !== authorization) {
      socket.end("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\n\r\n");
      return;
    }
    const way = connect(Number(new URL(target).port), "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      way.pipe(socket).pipe(way);
    });
    way.on("error", () => socket.destroy());
    socket.on("close", () => way.destroy());
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () => new Promise((closed) => void server.close(() => closed())),
  };
}
