import type { Message } from "../core/text/message";

/** What the use cases need from outside; `src/platform` has the VS Code versions, tests bring plain ones. */

export interface SecretStore {
  get(key: string): Promise<string | undefined>;
  set(key: string, value: string): Promise<void>;
  delete(key: string): Promise<void>;
}

/** Small non-secret records that survive restarts (VS Code's global state). */
export interface StateStore {
  get(key: string): unknown;
  set(key: string, value: unknown): Promise<void>;
}

/** Files readable by their owner only, below the extension's global storage. Names are relative, with `/`. */
export interface PrivateFiles {
  read(name: string): Promise<string | undefined>;
  /** Whole or not at all: a temporary file is written, flushed and renamed. */
  write(name: string, text: string): Promise<void>;
  /** Whether the file could be made: false where there is one already, by whomever. */
  create(name: string, text: string): Promise<boolean>;
  /** With what is left of writes that broke off. */
  delete(name: string): Promise<void>;
  /** Names below a folder, sorted. */
  list(folder: string): Promise<readonly string[]>;
}

export interface Log {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** YYYY-MM-DD where the person sits. */
  today(): string;
}

/** Waits that many milliseconds. */
export type Pause = (ms: number) => Promise<unknown>;

/** Told between requests; `done` of `total`. */
export type Progress = (said: Message, done?: number, total?: number) => void;
