import { mkdir, open, readdir, readFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { PrivateFiles } from "../app/ports";
import { removeLeftovers, removeLeftoversOf, wholeFile } from "./wholeFile";
import type { FileHandle } from "node:fs/promises";

const OWNER_ONLY = { file: 0o600, folder: 0o700 };

/** Files below `root` that only their owner can read. */
export function privateFiles(root: string): PrivateFiles {
  const at = (name: string) => join(root, ...name.split("/"));
  const within = async (name: string) => {
    const target = at(name);
    await mkdir(dirname(target), { recursive: true, mode: OWNER_ONLY.folder });
    return target;
  };
  // Of processes that were killed while they wrote.
  const swept = removeLeftovers(root);
  return {
    read: async (name) => await absent(readFile(at(name), "utf8")),
    async write(name, text) {
      await swept;
      const whole = async (file: FileHandle) => {
        await file.writeFile(text);
        await file.sync();
      };
      await wholeFile(await within(name), whole, OWNER_ONLY.file);
    },
    async create(name, text) {
      const target = await within(name);
      const file = await existing(open(target, "wx", OWNER_ONLY.file));
      if (!file) return false;
      try {
        await file.writeFile(text);
        await file.sync();
      } catch (error) {
        await rm(target, { force: true });
        throw error;
      } finally {
        await file.close();
      }
      return true;
    },
    async delete(name) {
      await rm(at(name), { force: true });
      await removeLeftoversOf(at(name));
    },
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

const absent = async <T>(work: Promise<T>) => await without(work, "ENOENT");
const existing = async <T>(work: Promise<T>) => await without(work, "EEXIST");

async function without<T>(work: Promise<T>, code: string): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === code) return undefined;
    throw error;
  }
}
