export interface Rate {
  readonly maxInFlight: number;
  /** Requests in any 60 s. */
  readonly maxPerMinute: number;
}

/** Why a host is left alone: what it answered. */
export type StopReason = "429" | "503" | "ban";

export type Entry =
  | { readonly kind: "start"; readonly id: string; readonly at: number }
  | { readonly kind: "end" | "withdrawn"; readonly id: string }
  | { readonly kind: "stop"; readonly at: number; readonly ms: number; readonly reason: StopReason };

export interface Stop {
  readonly until: number;
  readonly reason: StopReason;
}

/** No wish of a server counts for longer: a day. */
export const LONGEST_STOP = 24 * 3_600_000;
/** A request that has not ended by then never will: its window broke down. */
const LONGEST_REQUEST = 10 * 60_000;
/** How soon to look again whether a request of another window has ended. */
const LOOK_AGAIN = 50;

/** What is known of the requests to one host, and what may start when. */
export class Ledger {
  private readonly starts = new Map<string, number>();
  private readonly running = new Map<string, number>();
  private stopped: Stop | undefined;

  constructor(
    private readonly windowMs: number,
    /** Whether the process that wrote an entry still runs. */
    private readonly isAlive: (id: string) => boolean = () => true,
  ) {}

  /** Entries from the future come from a clock that has jumped, or from before a restart: they count from now. */
  add(entry: Entry, now: number): void {
    if (entry.kind === "start") {
      const at = Math.min(entry.at, now);
      this.starts.set(entry.id, at);
      this.running.set(entry.id, at);
    } else if (entry.kind === "stop") {
      const until = Math.min(entry.at, now) + Math.min(entry.ms, LONGEST_STOP);
      if (until > (this.stopped?.until ?? 0)) this.stopped = { until, reason: entry.reason };
    } else {
      this.running.delete(entry.id);
      if (entry.kind === "withdrawn") this.starts.delete(entry.id);
    }
  }

  stop(now: number): Stop | undefined {
    return this.stopped && this.stopped.until > now ? this.stopped : undefined;
  }

  /** Milliseconds until one more may start; 0 is now. */
  delay(rate: Rate, now: number): number {
    const stop = this.stop(now);
    return Math.max(stop ? stop.until - now : 0, this.paceDelay(rate, now), this.placeDelay(rate, now));
  }

  /** Milliseconds until so many more may have started, if they take no time themselves. */
  timeFor(count: number, rate: Rate, now: number): number {
    const times = this.recent(now);
    const from = this.stop(now)?.until ?? now;
    for (let each = 0; each < count; each++) {
      const blocking = times[times.length - rate.maxPerMinute];
      times.push(Math.max(from, blocking === undefined ? 0 : blocking + this.windowMs));
    }
    return Math.max(0, (times.at(-1) ?? now) - now);
  }

  private paceDelay({ maxPerMinute }: Rate, now: number): number {
    const times = this.recent(now);
    const blocking = times[times.length - maxPerMinute];
    return blocking === undefined ? 0 : blocking + this.windowMs - now;
  }

  private placeDelay({ maxInFlight }: Rate, now: number): number {
    if (this.running.size < maxInFlight) return 0;
    for (const [id, at] of this.running) if (now - at > LONGEST_REQUEST || !this.isAlive(id)) this.running.delete(id);
    return this.running.size < maxInFlight ? 0 : LOOK_AGAIN;
  }

  /** When the requests of the window started, oldest first. */
  private recent(now: number): number[] {
    for (const [id, at] of this.starts) if (at <= now - this.windowMs) this.starts.delete(id);
    return [...this.starts.values()].sort((a, b) => a - b);
  }
}
