import type { Clock, Log, PrivateFiles, SecretStore, StateStore } from "../../../src/app/ports";

/** The ports in memory: what the specifications of use cases bring instead of VS Code. */

export class MemoryFiles implements PrivateFiles {
  readonly files = new Map<string, string>();

  read(name: string): Promise<string | undefined> {
    return Promise.resolve(this.files.get(name));
  }

  write(name: string, text: string): Promise<void> {
    this.files.set(name, text);
    return Promise.resolve();
  }

  delete(name: string): Promise<void> {
    this.files.delete(name);
    return Promise.resolve();
  }

  list(folder: string): Promise<readonly string[]> {
    return Promise.resolve([...this.files.keys()].filter((name) => name.startsWith(`${folder}/`)).sort());
  }
}

export function memorySecrets(): SecretStore {
  const secrets = new Map<string, string>();
  return {
    get: (key) => Promise.resolve(secrets.get(key)),
    set: (key, value) => Promise.resolve(void secrets.set(key, value)),
    delete: (key) => Promise.resolve(void secrets.delete(key)),
  };
}

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
