import type { PrivateFiles, SecretStore, StateStore } from "../ports";

/** Files of this window, gone with it. */
export class MemoryFiles implements PrivateFiles {
  readonly files = new Map<string, string>();

  read(name: string): Promise<string | undefined> {
    return Promise.resolve(this.files.get(name));
  }

  write(name: string, text: string): Promise<void> {
    this.files.set(name, text);
    return Promise.resolve();
  }

  create(name: string, text: string): Promise<boolean> {
    const made = !this.files.has(name);
    if (made) this.files.set(name, text);
    return Promise.resolve(made);
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

/** Connections of the sample: what belongs to one is never written anywhere. */
const SAMPLE_ID = /^sample\d+-/;
const ofSample = (name: string) => name.split(/[/. ]/).some((part) => SAMPLE_ID.test(part));

/** Keeps what belongs to sample projects in memory and everything else in `stored`. */
export function filesBesideSamples(stored: PrivateFiles): PrivateFiles {
  const memory = new MemoryFiles();
  const place = (name: string) => (ofSample(name) ? memory : stored);
  return {
    read: async (name) => await place(name).read(name),
    write: async (name, text) => await place(name).write(name, text),
    create: async (name, text) => await place(name).create(name, text),
    delete: async (name) => await place(name).delete(name),
    list: async (folder) => [...(await stored.list(folder)), ...(await memory.list(folder))].sort(),
  };
}

export function secretsBesideSamples(stored: SecretStore): SecretStore {
  const memory = memorySecrets();
  const place = (key: string) => (ofSample(key) ? memory : stored);
  return {
    get: async (key) => await place(key).get(key),
    set: async (key, value) => await place(key).set(key, value),
    delete: async (key) => await place(key).delete(key),
  };
}

export function stateBesideSamples(stored: StateStore): StateStore {
  const memory = new Map<string, unknown>();
  return {
    get: (key) => (ofSample(key) ? memory.get(key) : stored.get(key)),
    set: async (key, value) => {
      if (ofSample(key)) memory.set(key, value);
      else await stored.set(key, value);
    },
  };
}
