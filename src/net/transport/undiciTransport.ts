import { Agent, Pool, ProxyAgent, request } from "undici";
import type { Dispatcher } from "undici";
import { ACCEPTED, decoded } from "./decoded";
import { faultOf } from "./faults";
import { steadily } from "./steadyReading";
import { guardedBody } from "./guardedBody";
import type { Limits } from "./limits";
import { proxyFor } from "./proxy";
import type { ProxySettings } from "./proxy";
import type { TlsMaterial } from "../tls/tlsMaterial";
import { tlsOptions } from "../tls/trust";
import { NetworkFault } from "./transport";
import type { PostRequest, PostResponse, Transport } from "./transport";

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
export function createUndiciTransport({ limits, proxy, tls }: UndiciOptions): Transport {
  const shared = { timeout: limits.connectMs, ...tlsOptions() };
  const toServer = { ...shared, ...tlsOptions(tls) };
  const options = { connect: toServer, headersTimeout: limits.headersMs, bodyTimeout: 0 };
  const ways = new Map<string, Dispatcher>();
  const direct = () => new Agent(options);
  const through = (uri: string) =>
    new ProxyAgent({
      ...options,
      uri,
      ...(proxy?.authorization ? { token: proxy.authorization } : {}),
      requestTls: toServer,
      proxyTls: shared,
      // A proxy that never answers is given up as a server is.
      clientFactory: (origin, opts) => new Pool(origin, { ...opts, headersTimeout: limits.headersMs }),
    });
  const wayTo = (url: string): Dispatcher => {
    const { href: uri = "", protocol = "http:" } = proxyFor(url, proxy, process.env) ?? {};
    if (!/^https?:$/.test(protocol)) throw new NetworkFault("proxy", "nothing", protocol);
    const way = ways.get(uri) ?? (uri ? through(uri) : direct());
    ways.set(uri, way);
    return way;
  };
  return {
    post: async (call) => post(wayTo(call.url), limits, call),
    close: async () => void (await Promise.all([...ways.values()].map((way) => way.close()))),
  };
}

async function post(dispatcher: Dispatcher, limits: Limits, { url, body, signal }: PostRequest): Promise<PostResponse> {
  // undici waits for headers anew after each 103, and for as long as their beginning drips.
  const own = new AbortController();
  let late: NodeJS.Timeout | undefined;
  const count = (ms: number) => setTimeout(() => own.abort(new NetworkFault("timeout", "maybe", "headersMs")), ms);
  const whole = count(limits.connectMs + limits.headersMs + limits.bodyMs);
  try {
    const answer = await request(url, {
      dispatcher,
      method: "POST",
      body,
      headers: { "content-type": "application/x-www-form-urlencoded", "accept-encoding": ACCEPTED },
      signal: signal ? AbortSignal.any([signal, own.signal]) : own.signal,
      onInfo: () => (late ??= count(limits.headersMs)),
    });
    const headers = new Map(Object.entries(answer.headers).map(([name, value]) => [name, String(value ?? "")]));
    const stop = (fault: NetworkFault) => void answer.body.destroy(fault);
    return {
      status: answer.statusCode,
      headers,
      body: guardedBody({ body: steadily(decoded(answer.body, headers)), headers }, limits, stop, signal),
    };
  } catch (error) {
    throw faultOf(error, signal);
  } finally {
    clearTimeout(whole);
    clearTimeout(late);
  }
}
