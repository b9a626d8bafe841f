import { randomBytes } from "node:crypto";
import { basename } from "node:path/posix";
import { toPairs } from "../../core/edits/serverNames";
import type { ServerNames } from "../../core/edits/serverNames";
import { ENTRY } from "./entryRecord";
import { isOpen } from "./journalEntry";
import type { JournalEnd, JournalEntry, StepResult } from "./journalEntry";
import type { Clock, PrivateFiles } from "../ports";
import { message } from "../../core/text/message";
import { journalFile, journalFolder } from "../stored/places";
import { StoredFiles } from "../stored/storedFiles";
import type { TellUnreadable } from "../stored/storedState";

const DAY = 24 * 60 * 60 * 1000;

export interface JournalOptions {
  readonly files: PrivateFiles;
  readonly clock: Clock;
  /** Entries older than this many days are deleted, unless they are open. */
  readonly keepDays: () => number;
  readonly tellUnreadable?: TellUnreadable;
}

/** Every apply on disk, below `journal/<connection>/`, from before its first request on. */
export class Journal {
  private readonly files: StoredFiles;

  constructor(private readonly options: JournalOptions) {
    this.files = new StoredFiles(options.files, options.tellUnreadable);
  }

  /** Writes the entry before anything is sent; the writer adds what happens. */
  async begin(entry: Omit<JournalEntry, "version" | "id" | "startedAt" | "results">): Promise<JournalWriter> {
    const [newest] = await this.list(entry.connectionId);
    // "The last one" must not depend on a clock that was set back.
    const now = this.options.clock.now();
    const last = newest && !isAhead(newest, now) ? newest.startedAt : 0;
    const startedAt = Math.max(now, last + 1);
    const stamp = new Date(startedAt).toISOString().replaceAll(/[-:.]/g, "");
    const id = `${stamp}-${randomBytes(4).toString("hex")}`;
    const writer = new JournalWriter({ ...entry, version: 1, id, startedAt, results: [] }, (next) => this.write(next));
    await this.write(writer.entry);
    await this.prune(entry.connectionId);
    return writer;
  }

  /** Newest first. Files that are no entries are passed over and told of; what a clock far ahead has dated stands last. */
  async list(connectionId: string): Promise<readonly JournalEntry[]> {
    const names = await this.names(connectionId);
    const entries = await Promise.all(names.map((name) => this.read(connectionId, name)));
    const now = this.options.clock.now();
    const order = (entry: JournalEntry) => (isAhead(entry, now) ? -1 / entry.startedAt : entry.startedAt);
    return entries.filter((entry) => entry !== undefined).sort((a, b) => order(b) - order(a));
  }

  async open(connectionId: string): Promise<readonly JournalEntry[]> {
    return (await this.list(connectionId)).filter(isOpen);
  }

  /** Marks an entry as taken back or finished by a later one, or as looked into. */
  async settle(connectionId: string, id: string, by: string): Promise<void> {
    const entry = await this.read(connectionId, id);
    if (entry) await this.write({ ...entry, settledBy: by });
  }

  /** Ends an entry that broke off, after somebody has looked into it. */
  async end(connectionId: string, id: string, end: JournalEnd): Promise<void> {
    const entry = await this.read(connectionId, id);
    if (entry) await this.write({ ...entry, end });
  }

  /** Adds to an entry that broke off what REDCap calls what it created or renamed. */
  async recordNames(connectionId: string, id: string, serverNames: ServerNames): Promise<void> {
    const entry = await this.read(connectionId, id);
    if (entry && serverNames.roles.size + serverNames.dags.size > 0)
      await this.write({ ...entry, serverNames: toPairs(serverNames) });
  }

  async forget(connectionId: string): Promise<void> {
    for (const name of await this.names(connectionId)) await this.files.delete(journalFile(connectionId, name));
  }

  /** Deletes what is older than the person wants to keep. */
  async prune(connectionId: string): Promise<void> {
    const { clock, keepDays } = this.options;
    const limit = clock.now() - keepDays() * DAY;
    for (const entry of await this.list(connectionId)) {
      if (entry.startedAt < limit && !isOpen(entry)) await this.files.delete(journalFile(connectionId, entry.id));
    }
  }

  private async names(connectionId: string): Promise<readonly string[]> {
    const names = await this.files.list(journalFolder(connectionId));
    return names.filter((name) => name.endsWith(".json")).map((name) => basename(name, ".json"));
  }

  private async read(connectionId: string, id: string): Promise<JournalEntry | undefined> {
    return await this.files.read(
      journalFile(connectionId, id),
      message("The record of an apply cannot be read and is passed over."),
      ENTRY,
    );
  }

  private write(entry: JournalEntry): Promise<void> {
    return this.files.write(journalFile(entry.connectionId, entry.id), entry);
  }
}

/** Dated by a clock that was wrong by more than any time zone. */
function isAhead({ startedAt }: JournalEntry, now: number): boolean {
  return startedAt > now + 2 * DAY;
}

/** Adds to one entry while its plan is being applied. */
export class JournalWriter {
  constructor(
    private current: JournalEntry,
    private readonly write: (entry: JournalEntry) => Promise<void>,
  ) {}

  get entry(): JournalEntry {
    return this.current;
  }

  async record(result: StepResult): Promise<void> {
    this.current = { ...this.current, results: [...this.current.results, result] };
    await this.write(this.current);
  }

  /** What REDCap calls what was created or renamed. */
  async recordNames(serverNames: ServerNames): Promise<void> {
    this.current = { ...this.current, serverNames: toPairs(serverNames) };
    await this.write(this.current);
  }

  /** What the read-back found, of an apply whose entry stays open. */
  async recordFound(found: JournalEnd["differing"]): Promise<void> {
    this.current = { ...this.current, found };
    await this.write(this.current);
  }

  async end(end: JournalEnd): Promise<void> {
    this.current = { ...this.current, end };
    await this.write(this.current);
  }
}
