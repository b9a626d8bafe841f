import { Agent, EnvHttpProxyAgent, Pool, request } from "undici";
import type { Dispatcher } from "undici";
import { pipeline } from "node:stream";
import type { Duplex, Readable } from "node:stream";
import * as tls from "node:tls";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { faultOf } from "./faults";
import { guardedBody } from "./guardedBody";
import type { Limits } from "./limits";
import type { TlsMaterial } from "./tlsMaterial";
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
  /** Certificates of this connection's own. */
  readonly tls?: TlsMaterial;
}

/**
 * undici with VS Code's proxy settings and the system's certificates. This module is a bundle of its own: load it with
 * `lazyTransport`, so that nobody pays for it before the first request.
 */
export function createUndiciTransport({ limits, proxy, tls: own }: UndiciOptions): Transport {
  const shared = { timeout: limits.connectMs, ...trusted() };
  const toServer = { ...shared, ...own, ...(own?.ca ? { allowPartialTrustChain: true } : {}) };
  const options = { connect: toServer, headersTimeout: limits.headersMs, bodyTimeout: 0 };
  const agent: Dispatcher = proxy
    ? new EnvHttpProxyAgent({
        ...options,
        ...addresses(proxy.url),
        noProxy: direct(proxy.bypass),
        ...(proxy.authorization ? { token: proxy.authorization } : {}),
        requestTls: toServer,
        proxyTls: shared,
        // A proxy that never answers is given up as a server is.
        clientFactory: (origin, opts) => new Pool(origin, { ...opts, headersTimeout: limits.headersMs }),
      })
    : new Agent(options);
  return { post: (call) => post(agent, limits, call), close: () => agent.close() };
}

/** The proxies of both kinds of addresses: VS Code's setting, else the environment's, which may lack the scheme. */
function addresses(setting: string): { httpProxy?: string; httpsProxy?: string } {
  const { env } = process;
  const http = withScheme(setting || env["http_proxy"] || env["HTTP_PROXY"]);
  const https = withScheme(setting || env["https_proxy"] || env["HTTPS_PROXY"] || env["all_proxy"] || env["ALL_PROXY"]);
  return { ...(http ? { httpProxy: http } : {}), ...(https ? { httpsProxy: https } : {}) };
}

function withScheme(address: string | undefined): string | undefined {
  return address && !/^[a-z][\w+.-]*:\/\//i.test(address) ? `http://${address}` : address;
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

/** Node's own certificates, those of NODE_EXTRA_CA_CERTS and the system's, where this Node can read them (22.15). */
function trusted(): { ca?: string[] } {
  const get: unknown = Reflect.get(tls, "getCACertificates");
  if (typeof get !== "function") return {};
  const of = get as (kind: string) => string[];
  return { ca: [...new Set([...of("default"), ...of("system")])] };
}
