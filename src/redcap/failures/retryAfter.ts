import { LONGEST_STOP } from "../../net/rate/ledger";

/** How long a server asks to be left alone: seconds, or a date. At most a day, whatever it asks for. */
export function retryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  const ms = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Math.max(0, Date.parse(header) - now);
  return Number.isNaN(ms) ? undefined : Math.min(ms, LONGEST_STOP);
}

export function waitWords(ms: number | undefined): string {
  if (ms === undefined) return "Wait a few minutes";
  if (ms >= LONGEST_STOP) return "It names a time a day away or more; wait a day";
  if (ms > 2 * 3_600_000) return `Wait ${Math.ceil(ms / 3_600_000)} hours`;
  return ms > 600_000 ? `Wait ${Math.ceil(ms / 60_000)} minutes` : `Wait ${Math.ceil(ms / 1000)} seconds`;
}
