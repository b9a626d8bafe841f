import { createHash, randomUUID } from "node:crypto";
import { closeSync, fstatSync, mkdirSync, openSync, readdirSync, readSync, rmSync, statSync, writeSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { isAlive } from "../isAlive";
import { LONGEST_STOP } from "./ledger";
import type { Entry, StopReason } from "./ledger";

const HOUR = 3_600_000;
/** What stands in them is over by then: no stop lasts longer than a day. */
const OLD_MS = LONGEST_STOP + HOUR;
const NAME = /^[0-9a-f]{16}(?:-stops)?-\d+\.1\.log$/;

export interface SharedRateLogOptions {
  /** Where all windows of this computer find it. */
  readonly folder: string;
  readonly host: string;
  /** A clock that all processes share and nobody sets. */
  readonly now: () => number;
  /** A new file begins with each period, so that none grows for ever and none is ever rewritten. */
  readonly periodMs?: number;
}

/**
 * The requests of all windows to one host, as lines that each appends and all read: the order of the lines is the order
 * that everybody agrees on. It names no server, project or person. Reading and writing wait for the disk, some
 * microseconds each, so that nothing of this process can come in between.
 */
export class SharedRateLog {
  private readonly process = `${process.pid}.${randomUUID().slice(0, 8)}`;
  private readonly requests: Rolled;
  /** Few, and kept apart: one may last for a day, which is as long as one of these files is written. */
  private readonly stops: Rolled;
  private count = 0;

  constructor({ folder, host, now, periodMs = HOUR }: SharedRateLogOptions) {
    const name = createHash("sha256").update(`${host} ${hostname()}`).digest("hex").slice(0, 16);
    this.requests = new Rolled(folder, name, now, periodMs);
    this.stops = new Rolled(folder, `${name}-stops`, now, LONGEST_STOP);
  }

  newId(): string {
    return `${this.process}.${++this.count}`;
  }

  append(entry: Entry): void {
    (entry.kind === "stop" ? this.stops : this.requests).append(line(entry));
  }

  /** What was appended since the last time, by whomever. */
  read(): readonly Entry[] {
    return [...this.stops.read(), ...this.requests.read()].flatMap((text) => parse(text) ?? []);
  }

  close(): void {
    this.stops.close();
    this.requests.close();
  }
}

/** Lines in files that begin anew with each period; those of this period and the one before are read. */
class Rolled {
  private tails = new Map<number, Tail>();

  constructor(
    private readonly folder: string,
    private readonly name: string,
    private readonly now: () => number,
    private readonly periodMs: number,
  ) {}

  append(text: string): void {
    this.turn().current.append(text);
  }

  read(): readonly string[] {
    const { previous, current } = this.turn();
    return [...previous.read(), ...current.read()];
  }

  close(): void {
    for (const tail of this.tails.values()) tail.close();
    this.tails.clear();
  }

  private turn(): { readonly previous: Tail; readonly current: Tail } {
    const period = Math.max(1, Math.floor(this.now() / this.periodMs));
    const known = this.tails;
    const [previous, current] = [known.get(period - 1), known.get(period)];
    if (previous && current) return { previous, current };
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    this.forgetOld();
    const made = {
      previous: previous ?? new Tail(this.path(period - 1)),
      current: current ?? new Tail(this.path(period)),
    };
    this.tails = new Map([
      [period - 1, made.previous],
      [period, made.current],
    ]);
    for (const [at, tail] of known) if (!this.tails.has(at)) tail.close();
    return made;
  }

  private path(period: number): string {
    return join(this.folder, `${this.name}-${period}.1.log`);
  }

  private forgetOld(): void {
    for (const name of readdirSync(this.folder)) {
      const path = join(this.folder, name);
      const age = () => Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Infinity);
      if (NAME.test(name) && age() > OLD_MS) rmSync(path, { force: true });
    }
  }
}

/** The end of a file that others append to. */
class Tail {
  private file: number | undefined;
  private offset = 0;
  private rest = "";

  constructor(private readonly path: string) {}

  /** Begins on a line of its own, whatever a process that broke down has left. */
  append(text: string): void {
    writeSync(this.open(), `\n${text}\n`);
  }

  /** Whole lines only. */
  read(): readonly string[] {
    const file = this.open();
    const { size } = fstatSync(file);
    if (size < this.offset) this.offset = 0;
    const bytes = Buffer.alloc(size - this.offset);
    const got = readSync(file, bytes, 0, bytes.length, this.offset);
    this.offset += got;
    const lines = (this.rest + bytes.toString("latin1", 0, got)).split("\n");
    this.rest = lines.pop() ?? "";
    return lines;
  }

  close(): void {
    if (this.file !== undefined) closeSync(this.file);
    this.file = undefined;
  }

  /** Somebody may have cleared the folder meanwhile. */
  private open(): number {
    if (this.file !== undefined && fstatSync(this.file).nlink > 0) return this.file;
    this.close();
    this.offset = 0;
    this.rest = "";
    return (this.file = openSync(this.path, "a+", 0o600));
  }
}

const SIGNS = { start: "+", end: "-", withdrawn: "~", stop: "!" } as const;

function line(entry: Entry): string {
  const sign = SIGNS[entry.kind];
  if (entry.kind === "stop") return `${sign} ${entry.at} ${entry.ms} ${entry.reason}`;
  return entry.kind === "start" ? `${sign} ${entry.id} ${entry.at}` : `${sign} ${entry.id}`;
}

/** Lines that nobody of ours has written are none. */
function parse(text: string): Entry | undefined {
  const [, id = "", at] = /^\+ (\d+\.\w+\.\d+) (\d+)$/.exec(text) ?? [];
  if (at !== undefined) return { kind: "start", id, at: Number(at) };
  const stop = /^! (\d+) (\d+) (429|503|ban)$/.exec(text);
  if (stop) return { kind: "stop", at: Number(stop[1]), ms: Number(stop[2]), reason: stop[3] as StopReason };
  const [, sign, over] = /^([-~]) (\d+\.\w+\.\d+)$/.exec(text) ?? [];
  return over === undefined ? undefined : { kind: sign === "-" ? "end" : "withdrawn", id: over };
}

/** Whether the process that wrote an entry still runs. */
export function writerIsAlive(id: string): boolean {
  return isAlive(Number(id.split(".", 1)[0]));
}
