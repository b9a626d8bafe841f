import { faultOf } from "./faults";
import { guardedBody } from "./guardedBody";
import type { Limits } from "./limits";
import { NetworkFault } from "./transport";
import type { PostRequest, PostResponse, Transport } from "./transport";
import { uncheckedBecause } from "../tls/unchecked";
import type { Unchecked } from "../tls/unchecked";

export interface FetchOptions {
  readonly limits: Limits;
  /** Asked for at each call: VS Code puts its own `fetch` in the global's place, at a moment of its choosing. */
  readonly fetch?: () => typeof globalThis.fetch;
  /** Why certificates would not be checked, or undefined where they are: then nothing goes this way. */
  readonly unchecked?: () => Unchecked | undefined;
}

/**
 * The `fetch` of VS Code, which finds proxies by script, signs in to them and knows the system's certificates. It keeps
 * the connection to itself, so connecting and waiting for headers share their time, and nothing can be pinned.
 */
export function createFetchTransport({
  limits,
  fetch = () => globalThis.fetch,
  unchecked = uncheckedBecause,
}: FetchOptions): Transport {
  const open = new Set<AbortController>();
  return {
    async post(call) {
      const why = call.url.startsWith("https:") ? unchecked() : undefined;
      if (why !== undefined) throw new NetworkFault("unchecked", "nothing", why);
      return await post(fetch(), limits, open, call);
    },
    close() {
      for (const each of open) each.abort(new NetworkFault("cancelled", "maybe", "closed"));
      return Promise.resolve();
    },
  };
}

async function post(
  fetch: typeof globalThis.fetch,
  limits: Limits,
  open: Set<AbortController>,
  { url, body, signal }: PostRequest,
): Promise<PostResponse> {
  const own = new AbortController();
  const stop = (fault: NetworkFault) => own.abort(fault);
  const late = setTimeout(
    () => stop(new NetworkFault("timeout", "maybe", "headersMs")),
    limits.connectMs + limits.headersMs,
  );
  open.add(own);
  try {
    const answer = await fetch(url, {
      method: "POST",
      body,
      headers: { "content-type": "application/x-www-form-urlencoded" },
      redirect: "manual",
      credentials: "omit",
      referrerPolicy: "no-referrer",
      signal: signal ? AbortSignal.any([signal, own.signal]) : own.signal,
    });
    const headers = new Map(answer.headers);
    return {
      // A browser's `fetch` hides where a redirect points and that it is one.
      status: answer.type === "opaqueredirect" ? 302 : answer.status,
      headers,
      body: read(answer, headers, limits, open, own, signal),
    };
  } catch (error) {
    open.delete(own);
    throw faultOf(error, signal);
  } finally {
    clearTimeout(late);
  }
}

async function* read(
  { body }: Response,
  headers: PostResponse["headers"],
  limits: Limits,
  open: Set<AbortController>,
  own: AbortController,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array> {
  try {
    if (body) yield* guardedBody({ body, headers }, limits, (fault) => own.abort(fault), signal);
  } finally {
    open.delete(own);
  }
}
