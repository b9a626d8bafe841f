import { Ledger, LONGEST_STOP } from "./ledger";
import type { Entry, Rate, Stop, StopReason } from "./ledger";
import { writerIsAlive } from "./sharedRateLog";
import type { SharedRateLog } from "./sharedRateLog";

interface LimiterClock {
  now(): number;
  wait(ms: number, signal?: AbortSignal): Promise<void>;
}

interface LimiterOptions {
  /** What all windows of this computer write down; without it this process counts for itself. */
  readonly log?: SharedRateLog;
  /** Told once when the log cannot be used; from then on this process counts for itself and keeps to an eighth. */
  readonly onLogBroken?: (error: unknown) => void;
  /** Told of each stop that this process learns of, with how long it still lasts. */
  readonly onStop?: (reason: StopReason, ms: number) => void;
  readonly windowMs?: number;
  /** Who asks a host that is stopped for longer is told so at once instead of waiting. */
  readonly patienceMs?: number;
}

/** The host wants to be left alone for longer than anybody would wait. */
export class HostStopped extends Error {
  override readonly name = "HostStopped";

  constructor(
    readonly reason: StopReason,
    readonly ms: number,
  ) {
    super(`stopped (${reason})`);
  }
}

const MINUTE = 60_000;
/** A request may leave so long after it was written down, when its process has to wait for the processor. */
const LATE_MS = 250;
/** Windows that were refused the same place do not come back at the same moment. */
const APART_MS = 20;

/** Paces the requests to one host, of all windows together. After a ban-like answer `stop` holds everything back. */
export class HostLimiter {
  private readonly ledger: Ledger;
  private log: SharedRateLog | undefined;
  private inFlight = 0;
  /** Asked for and not begun. */
  private unbegun = 0;
  private count = 0;
  private told: Stop | undefined;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly wanted: () => Rate,
    private readonly clock: LimiterClock,
    private readonly options: LimiterOptions = {},
  ) {
    this.log = options.log;
    const { windowMs = MINUTE } = options;
    this.ledger = options.log ? new Ledger(windowMs + LATE_MS, writerIsAlive) : new Ledger(windowMs);
  }

  /** Windows that do not know of each other keep to a share each: eight of them stay within the rate together. */
  private rate(): Rate {
    const rate = this.wanted();
    if (!this.options.log || this.log) return rate;
    return { maxInFlight: share(rate.maxInFlight), maxPerMinute: share(rate.maxPerMinute) };
  }

  /** Runs the work when both limits allow; first come, first served. @throws {HostStopped} */
  async run<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted();
    if (this.waiting.length > 0 || this.inFlight >= this.rate().maxInFlight) await this.counted(this.turn(signal));
    else this.inFlight += 1;
    try {
      const id = await this.counted(this.pace(signal));
      try {
        return await work();
      } finally {
        this.note({ kind: "end", id });
      }
    } finally {
      this.inFlight -= 1;
      this.admit();
    }
  }

  /** Nothing is sent to the host for so long, by any window. */
  stop(ms: number, reason: StopReason): void {
    this.note({ kind: "stop", at: this.clock.now(), ms: Math.round(Math.min(ms, LONGEST_STOP)), reason });
    this.tellStop();
  }

  /** Milliseconds until so many more requests may have started, behind those of this window that wait already. */
  timeFor(count: number): number {
    return this.ledger.timeFor(this.unbegun + count, this.rate(), this.clock.now());
  }

  close(): void {
    this.log?.close();
  }

  private async counted<T>(wait: Promise<T>): Promise<T> {
    this.unbegun += 1;
    try {
      return await wait;
    } finally {
      this.unbegun -= 1;
    }
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

  private async pace(signal?: AbortSignal): Promise<string> {
    const { patienceMs = 2 * MINUTE } = this.options;
    for (;;) {
      signal?.throwIfAborted();
      const begun = this.begin();
      if (typeof begun === "string") return begun;
      this.tellStop();
      const stop = this.ledger.stop(this.clock.now());
      const left = stop ? stop.until - this.clock.now() : 0;
      if (stop && left > patienceMs) throw new HostStopped(stop.reason, left);
      await this.clock.wait(begun, signal);
    }
  }

  /**
   * The id of a request that may start now, or how long to wait. A start is written first and judged by where it came
   * to stand: of two windows that see one free place, the log has one before the other, who takes back theirs.
   */
  private begin(): string | number {
    const now = this.clock.now();
    for (const entry of this.shared((log) => log.read()) ?? []) this.ledger.add(entry, now);
    const before = this.ledger.delay(this.rate(), now);
    if (before > 0) return before;
    const id = this.log?.newId() ?? String(++this.count);
    const start = { kind: "start", id, at: now } as const;
    let delay = 0;
    for (const entry of this.shared((log) => written(log, start)) ?? [start]) {
      if (entry.kind === "start" && entry.id === id) delay = this.ledger.delay(this.rate(), now);
      this.ledger.add(entry, now);
    }
    if (delay <= 0) return id;
    this.note({ kind: "withdrawn", id });
    return delay + Math.random() * APART_MS;
  }

  private note(entry: Entry): void {
    this.ledger.add(entry, this.clock.now());
    this.shared((log) => log.append(entry));
  }

  /** A folder that cannot be used must not keep anybody from their work. */
  private shared<T>(use: (log: SharedRateLog) => T): T | undefined {
    if (!this.log) return undefined;
    try {
      return use(this.log);
    } catch (error) {
      this.log = undefined;
      this.options.onLogBroken?.(error);
      return undefined;
    }
  }

  private tellStop(): void {
    const stop = this.ledger.stop(this.clock.now());
    if (!stop || stop === this.told) return;
    this.told = stop;
    this.options.onStop?.(stop.reason, stop.until - this.clock.now());
  }
}

function share(most: number): number {
  return Math.max(1, Math.floor(most / 8));
}

/** What the log says up to and with this entry. */
function written(log: SharedRateLog, entry: Entry & { readonly id: string }): readonly Entry[] {
  log.append(entry);
  const entries = log.read();
  if (!entries.some((read) => "id" in read && read.id === entry.id))
    throw new Error("What was written into the log of requests cannot be read again.");
  return entries;
}
