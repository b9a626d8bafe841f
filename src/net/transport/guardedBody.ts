import { faultOf } from "./faults";
import type { Limits } from "./limits";
import { NetworkFault } from "./transport";

/**
 * A body that ends in time and in size: no pause longer than `bodyIdleMs`, no answer longer than `bodyMs` or larger than
 * `bodyBytes`. A server that sends a little now and then is never idle, and a small answer may unpack into a huge one.
 */
export async function* guardedBody(
  body: AsyncIterable<Uint8Array>,
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
  } catch (error) {
    throw faultOf(error, signal);
  } finally {
    clearTimeout(whole);
    clearTimeout(pause);
  }
}
