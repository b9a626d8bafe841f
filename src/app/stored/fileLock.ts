import { randomUUID } from "node:crypto";
import { message, UserFacingError } from "../../core/text/message";
import type { PrivateFiles } from "../ports";
import { lockFile } from "./places";

export interface LockTimes {
  /** How often the holder says that it is still there. */
  readonly beat: number;
  /** A lock that does not change for so long, as the watcher itself has waited, belongs to a window that is gone. */
  readonly stale: number;
  /** How often a watcher looks. */
  readonly look: number;
  /** Who has taken a lock looks again after this pause whether it is still theirs; longer where a write takes longer. */
  readonly settle: number;
}

const LOCK_TIMES: LockTimes = { beat: 2_000, stale: 15_000, look: 500, settle: 100 };

const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

/**
 * Locks that windows hold as files with a heartbeat. Whether the heartbeat stands still is found out by looking: no clock
 * decides, which somebody may have set, and which another computer on the same home may have set otherwise.
 */
export class FileLocks {
  /** What stood in a file, and how often it was seen unchanged. */
  private readonly seen = new Map<string, { readonly text: string; looks: number }>();

  constructor(
    private readonly files: PrivateFiles,
    private readonly times: LockTimes = LOCK_TIMES,
  ) {}

  /** Watches until it is known whether somebody holds the lock. */
  async isTaken(name: string): Promise<boolean> {
    return (await this.watched(name)) === "alive";
  }

  /** The lock, or undefined when somebody else has it. */
  async take(name: string): Promise<FileLock | undefined> {
    const file = lockFile(name);
    const lock = new FileLock(file, this.files, this.times);
    if (await lock.create()) return lock;
    const found = await this.watched(name);
    if (found === "alive") return undefined;
    // Nobody may have taken it over meanwhile.
    if (found !== "none" && (await this.files.read(file)) === found.stale) await this.files.delete(file);
    // Whoever found the same lock stale at the same moment may still be about to remove it.
    return (await lock.create(this.times.look)) ? lock : undefined;
  }

  /** Does some short work while nobody else does any under the same name. */
  async during<T>(name: string, work: () => Promise<T>): Promise<T> {
    for (let tries = 0; tries * this.times.look < 4 * this.times.stale; tries++) {
      const lock = await this.take(name);
      if (lock)
        try {
          return await work();
        } finally {
          await lock.release();
        }
      await pause(this.times.look / 10);
    }
    throw new UserFacingError(
      message("Another window keeps this project's drafts to itself. Close that window, then try again."),
    );
  }

  /** Takes away what a window that is gone has left. */
  async forget(name: string): Promise<void> {
    if (!(await this.isTaken(name))) await this.files.delete(lockFile(name));
  }

  private async watched(name: string): Promise<"none" | "alive" | { readonly stale: string }> {
    const { stale, look } = this.times;
    for (let first = true; ; first = false) {
      const text = await this.files.read(lockFile(name));
      const known = this.seen.get(name);
      if (text === undefined) {
        this.seen.delete(name);
        return "none";
      }
      if (known?.text !== text) {
        this.seen.set(name, { text, looks: 0 });
        if (!first) return "alive";
      } else if (!first) known.looks += 1;
      if (known?.text === text && known.looks * look >= stale) return { stale: text };
      await pause(look);
    }
  }
}

/** One holding of a lock. */
export class FileLock {
  /** The version of the form comes first. */
  private readonly holder = `1 ${randomUUID()}`;
  private timer: NodeJS.Timeout | undefined;
  private beats = 0;
  private beating: Promise<void> = Promise.resolve();

  constructor(
    private readonly file: string,
    private readonly files: PrivateFiles,
    private readonly times: LockTimes,
  ) {}

  /** Whether it could be taken: nobody had it, and nobody else has it a moment later. */
  async create(least = this.times.settle): Promise<boolean> {
    const begun = performance.now();
    if (!(await this.files.create(this.file, this.text()))) return false;
    const { beat } = this.times;
    if (least > 0) await pause(Math.max(least, 2 * (performance.now() - begun)));
    if (!(await this.isMine())) return false;
    this.timer = setInterval(() => this.beat(), beat);
    this.timer.unref();
    return true;
  }

  /** Another window may have taken it over, for instance after this computer had been asleep. */
  async isMine(): Promise<boolean> {
    return ((await this.files.read(this.file)) ?? "").startsWith(this.holder);
  }

  async release(): Promise<void> {
    clearInterval(this.timer);
    // A heartbeat that is still being written would bring the file back.
    await this.beating;
    if (await this.isMine()) await this.files.delete(this.file);
  }

  /** Never over the lock of a window that took it over; one after the other, where a write takes long. */
  private beat(): void {
    const renew = async () => {
      if (!(await this.isMine())) return;
      this.beats += 1;
      await this.files.write(this.file, this.text());
    };
    this.beating = this.beating.then(renew).catch(() => undefined);
  }

  private text(): string {
    return `${this.holder} ${this.beats}`;
  }
}
