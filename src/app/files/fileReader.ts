import { Worker } from "node:worker_threads";
import { message, UserFacingError } from "../../core/text/message";
import type { Message } from "../../core/text/message";
import type { DecodedFile } from "../../codec/file";

export interface FileReaderOptions {
  /** The script that reads a file in a thread of its own. */
  readonly script: string;
  /** Bytes above which that thread is worth its start. */
  readonly inThreadAbove: number;
  /** Bytes above which a file is not read at all. */
  readonly most: number;
  /** What the thread may use, so that a hostile file ends it and not the editor. */
  readonly memoryMb: number;
}

const MB = 1024 * 1024;

/** Small files are read at once, large ones where they hold up nobody and can be given up. */
export class FileReader {
  constructor(private readonly options: FileReaderOptions) {}

  /** `encoding`: the one that a person chose for what is not in UTF-8. */
  async read(bytes: Uint8Array, signal?: AbortSignal, encoding?: string): Promise<DecodedFile> {
    const { inThreadAbove, most } = this.options;
    signal?.throwIfAborted();
    if (bytes.length > most)
      throw tooLarge(message("It has more than {megabytes} MB.", { megabytes: Math.floor(most / MB) }));
    if (bytes.length > inThreadAbove) return await this.readInThread(bytes, signal, encoding);
    const { decodeFile } = await import("../../codec/file");
    return await decodeFile(bytes, encoding);
  }

  private async readInThread(
    bytes: Uint8Array,
    signal: AbortSignal | undefined,
    encoding: string | undefined,
  ): Promise<DecodedFile> {
    // A part of a larger buffer cannot change hands alone.
    const own = bytes.byteLength === bytes.buffer.byteLength ? new Uint8Array(bytes.buffer) : new Uint8Array(bytes);
    const worker = new Worker(this.options.script, {
      workerData: { bytes: own, ...(encoding === undefined ? {} : { encoding }) },
      transferList: [own.buffer as ArrayBuffer],
      resourceLimits: { maxOldGenerationSizeMb: this.options.memoryMb },
    });
    try {
      return await answerOf(worker, signal);
    } finally {
      await worker.terminate();
    }
  }
}

/** Its failures may quote the file, and are told in words of ours only. */
async function answerOf(worker: Worker, signal: AbortSignal | undefined): Promise<DecodedFile> {
  return await new Promise((resolve, reject) => {
    signal?.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
    worker.once("message", resolve);
    worker.once("error", (error: NodeJS.ErrnoException) =>
      reject(
        error.code === "ERR_WORKER_OUT_OF_MEMORY"
          ? tooLarge(message("Reading it takes more memory than it may."))
          : new UserFacingError(message("The file could not be read. Check that it is whole, and import it again.")),
      ),
    );
    worker.once("exit", () => reject(tooLarge(message("Reading it ended early."))));
  });
}

function tooLarge(reason: Message): UserFacingError {
  return new UserFacingError(
    message("The file is too large to import. {reason} Divide it and import the parts.", { reason }),
  );
}
