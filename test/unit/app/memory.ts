import { setTimeout } from "node:timers/promises";
import type { Clock, Log, PrivateFiles, StateStore } from "../../../src/app/ports";

/** The ports in memory: what the specifications of use cases bring instead of VS Code. */

export function memoryState(): StateStore {
  const state = new Map<string, unknown>();
  return { get: (key) => state.get(key), set: (key, value) => Promise.resolve(void state.set(key, value)) };
}

export function fixedClock(day = "2026-06-15"): Clock & { advance(ms: number): void } {
  let now = Date.parse(`${day}T12:00:00Z`);
  return { now: () => now, today: () => new Date(now).toISOString().slice(0, 10), advance: (ms) => void (now += ms) };
}

export function quietLog(): Log & { readonly lines: string[] } {
  const lines: string[] = [];
  const write = (message: string) => void lines.push(message);
  return { debug: write, info: write, warn: write, error: write, lines };
}

/** The same files, each of which takes a while to read or write. */
export function slowed(files: PrivateFiles, ms: number): PrivateFiles {
  const later = async <T>(work: () => Promise<T>) => {
    await setTimeout(ms);
    return await work();
  };
  return {
    read: (name) => later(() => files.read(name)),
    write: (name, text) => later(() => files.write(name, text)),
    create: (name, text) => later(() => files.create(name, text)),
    delete: (name) => later(() => files.delete(name)),
    list: (name) => files.list(name),
  };
}
