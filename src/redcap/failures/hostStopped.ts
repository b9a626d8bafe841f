import { message } from "../../core/text/message";
import type { Message } from "../../core/text/message";
import type { StopReason } from "../../net/rate/ledger";
import { LONGEST_STOP } from "../../net/rate/ledger";

const SENTENCES: Readonly<Record<StopReason, (host: string, until: string) => Message>> = {
  429: (host, until) =>
    message(
      "{host} asks for fewer requests (status 429), so no window on this computer sends it anything until {until}. Wait until then.",
      { host, until },
    ),
  503: (host, until) =>
    message(
      "{host} has no time for requests (status 503), so no window on this computer sends it anything until {until}. Wait until then.",
      { host, until },
    ),
  ban: (host, until) =>
    message(
      "{host} blocks this computer for sending too many requests, so no window on this computer sends it anything until {until}. Ask its administrator to lift the block.",
      { host, until },
    ),
};

/** Why nothing is sent to a host, until when, and what to do. */
export function hostStoppedSentence(host: string, reason: StopReason, ms: number, now = Date.now()): Message {
  const at = new Date(now + Math.min(ms, LONGEST_STOP));
  const today = at.toDateString() === new Date(now).toDateString();
  const until = at.toLocaleString(undefined, { timeStyle: "short", ...(today ? {} : { dateStyle: "medium" }) });
  return SENTENCES[reason](host, until);
}
