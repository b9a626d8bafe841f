import { message, UserFacingError } from "../../core/text/message";
import { FileLocks } from "../stored/fileLock";
import type { FileLock, LockTimes } from "../stored/fileLock";
import type { PrivateFiles } from "../ports";

/** Another window, or this one, is applying changes to the same project. */
export class ProjectBusyError extends UserFacingError {
  override readonly name = "ProjectBusyError";
}

/** One apply per project at a time: within this process by a set, across windows by a file. */
export class ProjectLocks {
  private readonly held = new Set<string>();
  private readonly locks: FileLocks;

  constructor(files: PrivateFiles, times?: LockTimes) {
    this.locks = new FileLocks(files, times);
  }

  /** Somebody, here or in another window, is applying changes to the project right now. */
  async isBusy(id: string): Promise<boolean> {
    return this.held.has(id) || (await this.locks.isTaken(id));
  }

  /** Takes away what a window that broke down has left of a project that is being removed. */
  async forget(id: string): Promise<void> {
    if (!this.held.has(id)) await this.locks.forget(id);
  }

  async acquire(id: string): Promise<ProjectLock> {
    if (this.held.has(id)) {
      throw new ProjectBusyError(
        message("Changes to this project are already being applied. Wait until that is finished."),
      );
    }
    this.held.add(id);
    try {
      const lock = await this.locks.take(id);
      if (!lock) throw busy();
      return new ProjectLock(lock, () => this.held.delete(id));
    } catch (error) {
      this.held.delete(id);
      throw error;
    }
  }
}

export class ProjectLock {
  constructor(
    private readonly lock: FileLock,
    private readonly onRelease: () => void,
  ) {}

  /** Throws when another window has taken the project over. */
  async check(): Promise<void> {
    if (!(await this.lock.isMine())) throw busy();
  }

  async release(): Promise<void> {
    this.onRelease();
    await this.lock.release();
  }
}

function busy(): ProjectBusyError {
  return new ProjectBusyError(
    message(
      "Another window is applying changes to this project. Wait until it is finished, then review and apply again.",
    ),
  );
}
