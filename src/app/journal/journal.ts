import { randomBytes } from "node:crypto";
import { toPairs } from "../../core/edits/learned";
import type { Learned } from "../../core/edits/learned";
import { isOpen, parseEntry } from "./journalEntry";
import type { JournalEnd, JournalEntry, StepResult } from "./journalEntry";
import type { Clock, PrivateFiles } from "../ports";

const DAY = 24 * 60 * 60 * 1000;

export interface JournalOptions {
  readonly files: PrivateFiles;
  readonly clock: Clock;
  /** Entries older than this many days are deleted, unless they are open. */
  readonly keepDays: () => number;
}

/** Every apply on disk, below `journal/<connection>/`, from before its first request on. */
export class Journal {
  constructor(private readonly options: JournalOptions) {}

  /** Writes the entry before anything is sent; the pen adds what happens. */
  async begin(entry: Omit<JournalEntry, "version" | "id" | "startedAt" | "results">): Promise<JournalPen> {
    const [newest] = await this.list(entry.connectionId);
    // "The last one" must not depend on a clock that was set back.
    const startedAt = Math.max(this.options.clock.now(), (newest?.startedAt ?? 0) + 1);
    const stamp = new Date(startedAt).toISOString().replaceAll(/[-:.]/g, "");
    const id = `${stamp}-${randomBytes(4).toString("hex")}`;
    const pen = new JournalPen({ ...entry, version: 1, id, startedAt, results: [] }, (next) => this.write(next));
    await this.write(pen.entry);
    await this.prune(entry.connectionId);
    return pen;
  }

  /** Newest first. Files that are no entries are passed over. */
  async list(connectionId: string): Promise<readonly JournalEntry[]> {
    const names = await this.names(connectionId);
    const entries = await Promise.all(names.map((name) => this.read(connectionId, name)));
    return entries.filter((entry) => entry !== undefined).sort((a, b) => b.startedAt - a.startedAt);
  }

  async open(connectionId: string): Promise<readonly JournalEntry[]> {
    return (await this.list(connectionId)).filter(isOpen);
  }

  /** Marks an entry as taken back or finished by a later one, or as looked into. */
  async settle(connectionId: string, id: string, by: string): Promise<void> {
    const entry = await this.read(connectionId, `${id}.json`);
    if (entry) await this.write({ ...entry, settledBy: by });
  }

  /** Ends an entry that broke off, after somebody has looked into it. */
  async end(connectionId: string, id: string, end: JournalEnd): Promise<void> {
    const entry = await this.read(connectionId, `${id}.json`);
    if (entry) await this.write({ ...entry, end });
  }

  /** Adds to an entry that broke off what REDCap calls what it created or renamed. */
  async learn(connectionId: string, id: string, learned: Learned): Promise<void> {
    const entry = await this.read(connectionId, `${id}.json`);
    if (entry && learned.roles.size + learned.dags.size > 0) await this.write({ ...entry, learned: toPairs(learned) });
  }

  async forget(connectionId: string): Promise<void> {
    for (const name of await this.names(connectionId))
      await this.options.files.delete(`${folder(connectionId)}/${name}`);
  }

  /** Deletes what is older than the person wants to keep. */
  async prune(connectionId: string): Promise<void> {
    const { clock, files, keepDays } = this.options;
    const limit = clock.now() - keepDays() * DAY;
    for (const entry of await this.list(connectionId)) {
      if (entry.startedAt < limit && !isOpen(entry)) await files.delete(fileOf(entry));
    }
  }

  private async names(connectionId: string): Promise<readonly string[]> {
    const names = await this.options.files.list(folder(connectionId));
    return names.map((name) => name.slice(name.lastIndexOf("/") + 1)).filter((name) => name.endsWith(".json"));
  }

  private async read(connectionId: string, name: string): Promise<JournalEntry | undefined> {
    const text = await this.options.files.read(`${folder(connectionId)}/${name}`);
    return text === undefined ? undefined : parseEntry(text);
  }

  private write(entry: JournalEntry): Promise<void> {
    return this.options.files.write(fileOf(entry), JSON.stringify(entry));
  }
}

/** Adds to one entry while its plan is being applied. */
export class JournalPen {
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
  async learn(learned: Learned): Promise<void> {
    this.current = { ...this.current, learned: toPairs(learned) };
    await this.write(this.current);
  }

  async end(end: JournalEnd): Promise<void> {
    this.current = { ...this.current, end };
    await this.write(this.current);
  }
}

function folder(connectionId: string): string {
  return `journal/${encodeURIComponent(connectionId)}`;
}

function fileOf(entry: JournalEntry): string {
  return `${folder(entry.connectionId)}/${entry.id}.json`;
}
