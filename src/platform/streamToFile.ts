import { mkdir, open, rename, rm } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { dirname } from "node:path";

/** Written at once; a network brings a thousand small pieces, and each would be a turn of its own. */
const BLOCK = 1024 * 1024;

/** Writes the bytes as they come into a file beside the target, which takes its name at the end or is removed. */
export async function streamToFile(
  target: string,
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  signal?: AbortSignal,
): Promise<void> {
  const aside = `${target}.${process.pid}.tmp`;
  await mkdir(dirname(target), { recursive: true });
  try {
    const file = await open(aside, "w");
    try {
      await writeBlocks(file, bytes, signal);
    } finally {
      await file.close();
    }
    await rename(aside, target);
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
}

/** Reads the next block while the one before is written. */
async function writeBlocks(
  file: FileHandle,
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  signal?: AbortSignal,
): Promise<void> {
  let writing: Promise<unknown> = Promise.resolve();
  let block: Uint8Array[] = [];
  let size = 0;
  const write = async () => {
    await writing;
    const next = block;
    [block, size] = [[], 0];
    writing = writeAll(file, next);
    // Whoever waits for it next hears of a failure; until then it is not unheard.
    writing.catch(() => undefined);
  };
  try {
    for await (const piece of bytes) {
      signal?.throwIfAborted();
      block.push(piece);
      size += piece.byteLength;
      if (size >= BLOCK) await write();
    }
    signal?.throwIfAborted();
    await write();
  } finally {
    await writing;
  }
}

async function writeAll(file: FileHandle, block: readonly Uint8Array[]): Promise<void> {
  const wanted = block.reduce((sum, { byteLength }) => sum + byteLength, 0);
  const { bytesWritten } = await file.writev(block);
  if (bytesWritten < wanted) await file.writeFile(Buffer.concat(block).subarray(bytesWritten));
}
