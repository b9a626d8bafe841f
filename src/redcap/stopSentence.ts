import type { StopReason } from "../net/rate/ledger";

const REASONS: Readonly<Record<StopReason, (host: string) => string>> = {
  429: (host) => `${host} asks for fewer requests (status 429)`,
  503: (host) => `${host} has no time for requests (status 503)`,
  ban: (host) => `${host} blocks this computer for sending too many requests`,
};

/** Why nothing is sent to a host, until when, and what to do. */
export function stopSentence(host: string, reason: StopReason, ms: number, now = Date.now()): string {
  const until = new Date(now + ms).toLocaleTimeString(undefined, { timeStyle: "short" });
  const advice = reason === "ban" ? "Ask its administrator to lift the block." : "Wait until then.";
  return `${REASONS[reason](host)}, so no window on this computer sends it anything until ${until}. ${advice}`;
}
