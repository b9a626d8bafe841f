import { faultOf } from "./faults";
import type { Limits } from "./limits";
import { NetworkFault } from "./transport";
import type { PostResponse } from "./transport";

/** What a body is packed with, outermost last. */
export function packings(headers: PostResponse["headers"]): readonly string[] {
  return (headers.get("content-encoding") ?? "")
    .split(",")
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== "" && name !== "identity");
}

/** How many bytes a server announced; undefined where they are packed, so that others come out. */
function announced(headers: PostResponse["headers"]): number | undefined {
  const length = headers.get("content-length")?.trim() ?? "";
  return packings(headers).length === 0 && /^\d{1,15}$/.test(length) ? Number(length) : undefined;
}

/**
 * A body that ends in time and in size: no pause longer than `bodyIdleMs`, no answer longer than `bodyMs` or larger than
 * `bodyBytes`, none that ends before its announced length: a table in CSV does not show that rows are missing. A server
 * that sends a little now and then is never idle, and a small answer may unpack into a huge one.
 */
export async function* guardedBody(
  { body, headers }: Pick<PostResponse, "body" | "headers">,
  limits: Pick<Limits, "bodyMs" | "bodyIdleMs" | "bodyBytes">,
  /** Ends the body with this fault, which its reader then meets. */
  stop: (fault: NetworkFault) => void,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const stopFor = (name: "bodyMs" | "bodyIdleMs") => stop(new NetworkFault("timeout", "maybe", name));
  const whole = setTimeout(() => stopFor("bodyMs"), limits.bodyMs);
  // A reader that takes its time is not the server's pause.
  let reading = false;
  const pause = setTimeout(() => (reading ? pause.refresh() : stopFor("bodyIdleMs")), limits.bodyIdleMs);
  let bytes = 0;
  try {
    for await (const chunk of body) {
      bytes += chunk.byteLength;
      if (bytes > limits.bodyBytes) throw new NetworkFault("tooLarge", "maybe", `${limits.bodyBytes} bytes`);
      reading = true;
      yield chunk;
      reading = false;
      pause.refresh();
    }
    if (bytes < (announced(headers) ?? 0)) throw new NetworkFault("reset", "maybe", "content-length");
  } catch (error) {
    throw faultOf(error, signal);
  } finally {
    clearTimeout(whole);
    clearTimeout(pause);
  }
}
