import { message, plural } from "../../core/text/message";
import type { Message } from "../../core/text/message";
import { LONGEST_STOP } from "../../net/rate/ledger";

/** How long a server asks to be left alone: seconds, or a date. At most a day, whatever it asks for. */
export function retryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  const ms = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Math.max(0, Date.parse(header) - now);
  return Number.isNaN(ms) ? undefined : Math.min(ms, LONGEST_STOP);
}

/** How long to wait, where the server says it. */
export function fewerRequests(ms: number | undefined): Message {
  if (ms === undefined) return message("The server asks for fewer requests. Wait a few minutes before you go on.");
  if (ms >= LONGEST_STOP)
    return message("The server asks for fewer requests for a day or longer. Wait a day before you go on.");
  if (ms > 2 * 3_600_000)
    return plural(Math.ceil(ms / 3_600_000), {
      one: "The server asks for fewer requests. Wait {count} hour before you go on.",
      other: "The server asks for fewer requests. Wait {count} hours before you go on.",
    });
  if (ms > 600_000)
    return plural(Math.ceil(ms / 60_000), {
      one: "The server asks for fewer requests. Wait {count} minute before you go on.",
      other: "The server asks for fewer requests. Wait {count} minutes before you go on.",
    });
  return plural(Math.ceil(ms / 1000), {
    one: "The server asks for fewer requests. Wait {count} second before you go on.",
    other: "The server asks for fewer requests. Wait {count} seconds before you go on.",
  });
}
