import { randomUUID } from "node:crypto";
import * as v from "valibot";
import type { Clock, PrivateFiles } from "../ports";
import { lockFile } from "../stored/places";

export interface LockTimes {
  /** How often the holder says that it is still there. */
  readonly beat: number;
  /** A lock that has not been renewed for so long belongs to a window that is gone. */
  readonly stale: number;
  /** Two windows that write at once find out after this pause which of them was last. */
  readonly settle: number;
}

const LOCK_TIMES: LockTimes = { beat: 5_000, stale: 30_000, settle: 100 };

/** Another window, or this one, is applying changes to the same project. */
export class ProjectBusyError extends Error {
  override readonly name = "ProjectBusyError";
}

const HOLDER = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ version: v.literal(1), holder: v.string(), at: v.number() }),
);
type Holder = v.InferOutput<typeof HOLDER>;

/** One apply per project at a time: within this process by a set, across windows by a file with a heartbeat. */
export class ProjectLocks {
  private readonly held = new Set<string>();

  constructor(
    private readonly files: PrivateFiles,
    private readonly clock: Clock,
    private readonly times: LockTimes = LOCK_TIMES,
  ) {}

  /** Somebody, here or in another window, is applying changes to the project right now. */
  async isBusy(id: string): Promise<boolean> {
    return this.held.has(id) || (await this.lockOf(id).isTaken());
  }

  async acquire(id: string): Promise<ProjectLock> {
    if (this.held.has(id)) {
      throw new ProjectBusyError("Changes to this project are being applied already. Wait until that is finished.");
    }
    this.held.add(id);
    const lock = this.lockOf(id);
    try {
      await lock.take();
    } catch (error) {
      this.held.delete(id);
      throw error;
    }
    lock.onRelease = () => this.held.delete(id);
    return lock;
  }

  /** Takes away what a window that broke down has left of a project that is being removed. */
  async forget(id: string): Promise<void> {
    if (!(await this.isBusy(id))) await this.files.delete(lockFile(id));
  }

  private lockOf(id: string): ProjectLock {
    return new ProjectLock(lockFile(id), this.files, this.clock, this.times);
  }
}

export class ProjectLock {
  private readonly holder = randomUUID();
  private timer: NodeJS.Timeout | undefined;
  onRelease: () => void = () => undefined;

  constructor(
    private readonly file: string,
    private readonly files: PrivateFiles,
    private readonly clock: Clock,
    private readonly times: LockTimes,
  ) {}

  async isTaken(): Promise<boolean> {
    const other = await this.read();
    return other !== undefined && this.clock.now() - other.at < this.times.stale;
  }

  async take(): Promise<void> {
    if (await this.isTaken()) throw busy();
    await this.beat();
    await new Promise((done) => setTimeout(done, this.times.settle));
    await this.check();
    this.timer = setInterval(() => void this.renew().catch(() => undefined), this.times.beat);
    this.timer.unref();
  }

  /** Throws when another window has taken the project over, for instance after this computer had been asleep. */
  async check(): Promise<void> {
    if ((await this.read())?.holder !== this.holder) throw busy();
  }

  async release(): Promise<void> {
    clearInterval(this.timer);
    this.onRelease();
    if ((await this.read())?.holder === this.holder) await this.files.delete(this.file);
  }

  /** Never over the lock of a window that took the project over meanwhile. */
  private async renew(): Promise<void> {
    if ((await this.read())?.holder === this.holder) await this.beat();
  }

  private async beat(): Promise<void> {
    const held: Holder = { version: 1, holder: this.holder, at: this.clock.now() };
    await this.files.write(this.file, JSON.stringify(held));
  }

  private async read(): Promise<Holder | undefined> {
    const parsed = v.safeParse(HOLDER, await this.files.read(this.file));
    return parsed.success ? parsed.output : undefined;
  }
}

function busy(): ProjectBusyError {
  return new ProjectBusyError(
    "Another window is applying changes to this project. Wait until it is finished, then review and apply again.",
  );
}
