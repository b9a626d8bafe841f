import type { StopReason } from "../../net/rate/ledger";
import { LONGEST_STOP } from "../../net/rate/ledger";

const REASONS: Readonly<Record<StopReason, (host: string) => string>> = {
  429: (host) => `${host} asks for fewer requests (status 429)`,
  503: (host) => `${host} has no time for requests (status 503)`,
  ban: (host) => `${host} blocks this computer for sending too many requests`,
};

/** Why nothing is sent to a host, until when, and what to do. */
export function hostStoppedSentence(host: string, reason: StopReason, ms: number, now = Date.now()): string {
  const at = new Date(now + Math.min(ms, LONGEST_STOP));
  const today = at.toDateString() === new Date(now).toDateString();
  const until = at.toLocaleString(undefined, { timeStyle: "short", ...(today ? {} : { dateStyle: "medium" }) });
  const advice = reason === "ban" ? "Ask its administrator to lift the block." : "Wait until then.";
  return `${REASONS[reason](host)}, so no window on this computer sends it anything until ${until}. ${advice}`;
}
