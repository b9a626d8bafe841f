export interface Rate {
  readonly maxInFlight: number;
  /** Requests in any 60 s. */
  readonly maxPerMinute: number;
}

interface LimiterClock {
  now(): number;
  wait(ms: number, signal?: AbortSignal): Promise<void>;
}

const MINUTE = 60_000;

/** Paces the requests to one host. After a ban-like answer `stop` holds everything back until the moment given. */
export class HostLimiter {
  private inFlight = 0;
  private starts: number[] = [];
  private stoppedUntil = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly rate: () => Rate,
    private readonly clock: LimiterClock,
  ) {}

  /** Runs the work when both limits allow; first come, first served. */
  async run<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted();
    if (this.waiting.length > 0 || this.inFlight >= this.rate().maxInFlight) await this.turn(signal);
    else this.inFlight += 1;
    try {
      await this.pace(signal);
      return await work();
    } finally {
      this.inFlight -= 1;
      this.admit();
    }
  }

  stop(ms: number): void {
    this.stoppedUntil = Math.max(this.stoppedUntil, this.clock.now() + ms);
  }

  /** Waits in line for a place, and leaves the line at once when cancelled. */
  private turn(signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const enter = () => {
        signal?.removeEventListener("abort", leave);
        resolve();
      };
      const leave = () => {
        this.waiting.splice(this.waiting.indexOf(enter), 1);
        reject(signal?.reason as Error);
      };
      this.waiting.push(enter);
      signal?.addEventListener("abort", leave, { once: true });
    });
  }

  /** Places are handed over here, so that nobody who comes later slips in between. */
  private admit(): void {
    while (this.waiting.length > 0 && this.inFlight < this.rate().maxInFlight) {
      this.inFlight += 1;
      this.waiting.shift()?.();
    }
  }

  private async pace(signal?: AbortSignal): Promise<void> {
    for (;;) {
      signal?.throwIfAborted();
      const now = this.clock.now();
      this.starts = this.starts.filter((start) => start > now - MINUTE);
      const oldest = this.starts[this.starts.length - this.rate().maxPerMinute];
      const until = Math.max(this.stoppedUntil, oldest === undefined ? 0 : oldest + MINUTE);
      if (until <= now) break;
      await this.clock.wait(until - now, signal);
    }
    this.starts.push(this.clock.now());
  }
}
