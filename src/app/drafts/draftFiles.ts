import { FileLocks } from "../stored/fileLock";
import type { PrivateFiles } from "../ports";
import { message } from "../../core/text/message";
import { STORED_DRAFT } from "./draftRecord";
import type { StoredDraft } from "./draftRecord";
import { StoredFiles } from "../stored/storedFiles";
import type { TellUnreadable } from "../stored/storedState";

interface Known {
  readonly raw: string | undefined;
  readonly stored: StoredDraft | undefined;
}

/** What is known of a file now; `byOther` when another window has written it. */
type OnKnown = (file: string, stored: StoredDraft | undefined, byOther: boolean) => void;

/** One work at a time, in all windows; a draft is saved in a moment. */
const LOCK_TIMES = { beat: 2_000, stale: 15_000, look: 200, settle: 0 };

/**
 * The drafts as files, and what this window knows of them. They belong to the project, not to a window: before anything
 * is planned or written, the file is asked whether another window has written it meanwhile.
 */
export class DraftFiles {
  private readonly known = new Map<string, Known>();
  private readonly locks: FileLocks;
  private readonly stored: StoredFiles;
  private work: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly files: PrivateFiles,
    private readonly onKnown: OnKnown,
    tellUnreadable?: TellUnreadable,
  ) {
    this.locks = new FileLocks(files, LOCK_TIMES);
    this.stored = new StoredFiles(files, tellUnreadable);
  }

  /** What is known without asking the disk again. */
  async load(file: string): Promise<StoredDraft | undefined> {
    return this.known.has(file) ? this.known.get(file)?.stored : await this.read(file);
  }

  /** What the file says now. */
  async read(file: string): Promise<StoredDraft | undefined> {
    const raw = await this.files.read(file);
    const known = this.known.get(file);
    if (known && known.raw === raw) return known.stored;
    const unreadable = message("A draft cannot be read and is passed over.");
    const stored = raw === undefined ? undefined : await this.stored.read(file, unreadable, STORED_DRAFT);
    this.know(file, { raw, stored }, known !== undefined);
    return stored;
  }

  async write(file: string, stored: StoredDraft): Promise<void> {
    await this.stored.write(file, stored);
    this.know(file, { raw: JSON.stringify(stored), stored }, false);
  }

  async delete(file: string): Promise<void> {
    await this.stored.delete(file);
    this.known.delete(file);
  }

  async list(folder: string): Promise<readonly string[]> {
    return await this.stored.list(folder);
  }

  /** Works on a project's drafts while no other window does, and nothing else of this one. */
  alone<T>(id: string, work: () => Promise<T>): Promise<T> {
    const next = this.work.then(() => this.locks.during(`${id}.drafts`, work));
    this.work = next.catch(() => undefined);
    return next;
  }

  /** After what this window is about to write has been written. */
  async settled(): Promise<void> {
    await this.work;
  }

  private know(file: string, known: Known, byOther: boolean): void {
    this.known.set(file, known);
    this.onKnown(file, known.stored, byOther);
  }
}
