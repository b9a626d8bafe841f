import { mkdir, stat } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { dirname } from "node:path";
import { refuseLinks } from "./links";
import { wholeFile } from "./wholeFile";

/** Written at once; a network brings a thousand small pieces, and each would be a turn of its own. */
const BLOCK = 1024 * 1024;

/**
 * Writes the bytes as they come, whole or not at all. Below `root`, a folder that came from anywhere, no link is followed.
 */
export async function streamToFile(
  target: string,
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  { signal, root }: { readonly signal?: AbortSignal | undefined; readonly root?: string | undefined } = {},
): Promise<void> {
  await refuseLinks(target, root);
  await mkdir(dirname(target), { recursive: true });
  const { mode } = await stat(target).catch(() => ({ mode: 0o666 & ~process.umask() }));
  await wholeFile(target, async (file) => await writeBlocks(file, bytes, signal), mode & 0o777);
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
