import { mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { PrivateFiles } from "../app/ports";

const OWNER_ONLY = { file: 0o600, folder: 0o700 };

/** Files below `root` that only their owner can read. */
export function privateFiles(root: string): PrivateFiles {
  const at = (name: string) => join(root, ...name.split("/"));
  return {
    read: async (name) => await absent(readFile(at(name), "utf8")),
    async write(name, text) {
      const target = at(name);
      const aside = `${target}.${process.pid}.${Date.now()}.tmp`;
      await mkdir(dirname(target), { recursive: true, mode: OWNER_ONLY.folder });
      const file = await open(aside, "w", OWNER_ONLY.file);
      try {
        await file.writeFile(text);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(aside, target);
    },
    delete: async (name) => await rm(at(name), { force: true }),
    async list(folder) {
      const entries = (await absent(readdir(at(folder), { recursive: true, withFileTypes: true }))) ?? [];
      return entries
        .filter((entry) => entry.isFile() && !entry.name.endsWith(".tmp"))
        .map((entry) =>
          join(entry.parentPath, entry.name)
            .slice(root.length + 1)
            .replaceAll("\\", "/"),
        )
        .sort();
    },
  };
}

async function absent<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
