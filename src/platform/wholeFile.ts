import { createHash, randomUUID } from "node:crypto";
import { open, readdir, rename, rm, stat } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { hostname } from "node:os";
import { basename, dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { isAlive } from "../net/isAlive";

const HOST = createHash("sha256").update(hostname()).digest("hex").slice(0, 8);
const HOUR = 3_600_000;
/** What Windows says while a scanner, a backup or another program has a file open. */
const HELD = new Set(["EPERM", "EBUSY", "EACCES"]);
const TRY_AGAIN_MS = [20, 50, 100, 200, 400, 800];

/** A file that another program keeps open took its place: the old one is as it was. */
export class FileHeldError extends Error {
  override readonly name = "FileHeldError";
}

/**
 * Writes a file beside the target, which takes its name at the end or is removed: whole or not at all. Nobody else can
 * read it or guess what it is called meanwhile, and it follows no link. `mode` is that of the file in the end.
 */
export async function wholeFile(
  target: string,
  write: (file: FileHandle) => Promise<void>,
  mode: number,
): Promise<void> {
  const aside = `${target}.${HOST}-${process.pid}-${randomUUID()}.tmp`;
  const file = await open(aside, "wx", 0o600);
  try {
    try {
      await write(file);
      await file.chmod(mode);
    } finally {
      await file.close();
    }
    await insisting(target, async () => await rename(aside, target));
  } catch (error) {
    await rm(aside, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** Tries again for a second or two what is refused because another program has the file open. @throws {FileHeldError} */
export async function insisting<T>(path: string, work: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries++)
    try {
      return await work();
    } catch (error) {
      if (!isHeld(error)) throw error;
      const ms = TRY_AGAIN_MS[tries];
      if (ms === undefined) throw new FileHeldError(path, { cause: error });
      await setTimeout(ms);
    }
}

function isHeld(error: unknown): boolean {
  return error instanceof Error && "code" in error && HELD.has(String(error.code));
}

/** Removes what writes left that broke off: of one target, or of processes that are gone. */
export async function removeLeftovers(folder: string, of?: string): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && of === undefined) await removeLeftovers(path);
    if (!entry.name.endsWith(".tmp")) continue;
    if (of === undefined ? await isLeft(path) : entry.name.startsWith(`${of}.`))
      await rm(path, { force: true }).catch(() => undefined);
  }
}

/** Another window, or another computer on the same home, may be writing at this moment. */
async function isLeft(path: string): Promise<boolean> {
  const [, host, pid] = /\.([0-9a-f]{8})-(\d+)-[0-9a-f-]{36}\.tmp$/.exec(path) ?? [];
  if (host === undefined) return true;
  if (host === HOST) return !isAlive(Number(pid));
  const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: 0 }));
  return Math.abs(Date.now() - mtimeMs) > HOUR;
}

/** Where leftovers of a target would stand. */
export async function removeLeftoversOf(target: string): Promise<void> {
  await removeLeftovers(dirname(target), basename(target));
}
