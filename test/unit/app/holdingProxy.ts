import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { forward } from "../../support/faults/faultProxy";

export interface HoldingProxy {
  readonly url: string;
  /** What each request asked for, in order of arrival. */
  readonly asked: readonly string[];
  /** What those requests asked for that the client gave up before their answer. */
  readonly givenUp: readonly string[];
  /** Resolves once so many requests have come. */
  arrived(count: number): Promise<void>;
  /** Resolves once the client has given up so many requests. */
  gone(count: number): Promise<void>;
  /** Lets all answers go, now and from now on. */
  release(): void;
  close(): Promise<void>;
}

/** A list that can be waited for. */
class Tally {
  readonly items: string[] = [];
  private readonly waiting: { readonly count: number; readonly done: () => void }[] = [];

  add(item: string): void {
    this.items.push(item);
    for (const { count, done } of this.waiting) if (this.items.length >= count) done();
  }

  reach(count: number): Promise<void> {
    if (this.items.length >= count) return Promise.resolve();
    return new Promise((done) => this.waiting.push({ count, done }));
  }
}

/** A server in front of the emulator that takes every request at once and answers none before it is told to. */
export async function holdingProxy(target: string): Promise<HoldingProxy> {
  const asked = new Tally();
  const givenUp = new Tally();
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));

  const serve = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    const content = new URLSearchParams(body).get("content") ?? "";
    response.once("close", () => {
      if (!response.writableEnded) givenUp.add(content);
    });
    asked.add(content);
    await released;
    const answer = await forward(target, body);
    response.writeHead(answer.status, { "content-type": answer.type, "content-length": answer.body.length });
    response.end(answer.body);
  };

  const server = createServer((incoming, response) => void serve(incoming, response).catch(() => response.destroy()));
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`,
    asked: asked.items,
    givenUp: givenUp.items,
    arrived: (count) => asked.reach(count),
    gone: (count) => givenUp.reach(count),
    release: () => release(),
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
