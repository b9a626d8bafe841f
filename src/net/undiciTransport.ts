import { Agent, EnvHttpProxyAgent, request } from "undici";
import type { Dispatcher } from "undici";
import { pipeline } from "node:stream";
import type { Duplex, Readable } from "node:stream";
import { rootCertificates } from "node:tls";
import * as tls from "node:tls";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { faultOf } from "./faults";
import { guardedBody } from "./guardedBody";
import type { Limits } from "./limits";
import type { NetworkFault, PostRequest, PostResponse, Transport } from "./transport";

export interface ProxySettings {
  /** `http.proxy` of VS Code, or '' to take the environment's. */
  readonly url: string;
  /** Hosts that are reached directly, as in NO_PROXY. */
  readonly bypass: string;
  /** Value of Proxy-Authorization. */
  readonly authorization?: string;
}

export interface UndiciOptions {
  readonly limits: Limits;
  readonly proxy?: ProxySettings;
}

/**
 * undici with VS Code's proxy settings and the system's certificates. This module is a bundle of its own: load it with
 * `loadTransport`, so that nobody pays for it before the first request.
 */
export function createUndiciTransport({ limits, proxy }: UndiciOptions): Transport {
  const ca = certificates();
  const connect = { timeout: limits.connectMs, ...(ca ? { ca } : {}) };
  const options = { connect, headersTimeout: limits.headersMs, bodyTimeout: 0 };
  const agent: Dispatcher = proxy
    ? new EnvHttpProxyAgent({
        ...options,
        ...(proxy.url ? { httpProxy: proxy.url, httpsProxy: proxy.url } : {}),
        noProxy: direct(proxy.bypass),
        ...(proxy.authorization ? { token: proxy.authorization } : {}),
        ...(ca ? { requestTls: { ca }, proxyTls: { ca } } : {}),
      })
    : new Agent(options);
  return { post: (call) => post(agent, limits, call), close: () => agent.close() };
}

/** This computer is never reached by way of a proxy, whatever the lists say. */
function direct(bypass: string): string {
  const list = bypass || process.env["no_proxy"] || process.env["NO_PROXY"] || "";
  return list.trim() === "*" ? "*" : `${list},localhost,127.0.0.1,[::1]`;
}

async function post(dispatcher: Dispatcher, limits: Limits, { url, body, signal }: PostRequest): Promise<PostResponse> {
  try {
    const answer = await request(url, {
      dispatcher,
      method: "POST",
      body,
      headers: { "content-type": "application/x-www-form-urlencoded", "accept-encoding": "gzip, deflate, br" },
      ...(signal ? { signal } : {}),
    });
    const headers = new Map(Object.entries(answer.headers).map(([name, value]) => [name, String(value ?? "")]));
    const stop = (fault: NetworkFault) => void answer.body.destroy(fault);
    return {
      status: answer.statusCode,
      headers,
      body: guardedBody(decoded(answer.body, headers), limits, stop, signal),
    };
  } catch (error) {
    throw faultOf(error, signal);
  }
}

const DECODERS: Readonly<Record<string, () => Duplex>> = {
  gzip: createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/** The body as it was before the server compressed it. */
function decoded(body: Readable, headers: ReadonlyMap<string, string>): AsyncIterable<Uint8Array> {
  const decoder = DECODERS[headers.get("content-encoding")?.toLowerCase() ?? ""]?.();
  if (!decoder) return body;
  // A broken body ends the decoder, which tells the reader; the callback would only say it again.
  return pipeline(body, decoder, () => undefined);
}

/** The system's certificates beside Node's own, where this Node can read them (22.15 and later). */
function certificates(): string[] | undefined {
  const get: unknown = Reflect.get(tls, "getCACertificates");
  if (typeof get !== "function") return undefined;
  return [...rootCertificates, ...(get as (kind: string) => string[])("system")];
}
