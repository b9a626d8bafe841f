import { message, UserFacingError, verbatim } from "../core/text/message";
import type { Message } from "../core/text/message";
import type { FileAccess } from "./fileAccess";
import { LinkError } from "./links";
import { placeIn } from "./place";
import type { Place } from "./place";
import { streamToFile } from "./streamToFile";
import { FileHeldError } from "./wholeFile";

/** Files that a person asked for. Each is written whole or not at all. */
export class WorkspaceFiles {
  constructor(
    private readonly access: FileAccess,
    /** In the person's language. */
    private readonly text: (said: Message) => string,
  ) {}

  /** The folder to work in: the only one that is open, the one chosen, or undefined when the person gave up or none is open. */
  async root(title: Message): Promise<Place | undefined> {
    const [first, ...others] = this.access.folders;
    return others.length === 0 ? first : await this.access.askOpenFolder(title);
  }

  get hasFolder(): boolean {
    return this.access.folders.length > 0;
  }

  shortName(file: Place): string {
    return this.access.shortName(file);
  }

  async find(name: string, most: number): Promise<readonly Place[]> {
    return await this.access.find(name, most);
  }

  async askWhere(name: string, title: Message): Promise<Place | undefined> {
    return await this.access.askWhere(name, title);
  }

  async askFolder(title: Message): Promise<Place | undefined> {
    return await this.access.askFolder(title);
  }

  /** A file to read, with these endings offered first. */
  async askFile(title: Message, endings: readonly string[]): Promise<Place | undefined> {
    return await this.access.askFile(title, endings);
  }

  /** What the person sees: an editor's text that is not saved yet, or else the file. */
  async readBytes(file: Place): Promise<Uint8Array> {
    const unsaved = this.access.unsaved(file);
    return unsaved === undefined ? await this.access.read(file) : new TextEncoder().encode(unsaved);
  }

  async exists(file: Place): Promise<boolean> {
    return await this.access.stat(file).then(
      () => true,
      () => false,
    );
  }

  /** The folder above a file that git keeps: a workspace may be a part of it. */
  async repositoryOf(file: Place): Promise<Place | undefined> {
    const folder = placeIn(file, "..");
    if (await this.exists(placeIn(folder, ".git"))) return folder;
    return folder.path === file.path || folder.path === "/" ? undefined : await this.repositoryOf(folder);
  }

  async readText(file: Place): Promise<string> {
    return new TextDecoder().decode(await this.access.read(file));
  }

  /** The bytes of a file; undefined where there is none. */
  async readIfThere(file: Place): Promise<Uint8Array | undefined> {
    return (await this.exists(file)) ? await this.readBytes(file) : undefined;
  }

  /** Writes several files, all or none: what was there comes back when one of them cannot be written. */
  async writeAll(texts: readonly { readonly uri: Place; readonly text: string }[]): Promise<void> {
    const before: { readonly uri: Place; readonly bytes: Uint8Array | undefined }[] = [];
    for (const { uri } of texts) before.push({ uri, bytes: await this.readIfThere(uri) });
    let begun = 0;
    try {
      for (const { uri, text } of texts) {
        begun += 1;
        await this.writeText(uri, text);
      }
    } catch (error) {
      for (const { uri, bytes } of before.slice(0, begun)) await this.putBack(uri, bytes);
      throw error;
    }
  }

  private async putBack(file: Place, bytes: Uint8Array | undefined): Promise<void> {
    if (bytes) await this.write(file, [bytes]);
    else if (await this.exists(file)) await this.access.delete(file);
  }

  async deleteForGood(file: Place): Promise<void> {
    await this.access.delete(file);
  }

  async writeText(file: Place, text: string): Promise<void> {
    await this.write(file, [new TextEncoder().encode(text)]);
  }

  async writeReport(file: Place, report: Message): Promise<void> {
    await this.writeText(file, this.text(report));
  }

  /** On disk the bytes stream; elsewhere they are collected, because VS Code takes files whole. */
  async write(
    file: Place,
    bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
    signal?: AbortSignal,
  ): Promise<void> {
    if (file.scheme !== "file") {
      const chunks: Uint8Array[] = [];
      for await (const chunk of bytes) chunks.push(chunk);
      signal?.throwIfAborted();
      await this.access.write(file, Buffer.concat(chunks));
      return;
    }
    const root = this.access.folderOf(file)?.fsPath;
    try {
      await streamToFile(file.fsPath, bytes, { signal, root });
    } catch (error) {
      throw told(error);
    }
  }
}

/** Why a file was not written, in words that say what to do; anything else as it is. */
function told(error: unknown): unknown {
  const file = verbatim(error instanceof Error ? error.message : "");
  if (error instanceof LinkError)
    return new UserFacingError(
      message("{file} is a link to somewhere else, so nothing was written. Choose another folder.", { file }),
    );
  if (error instanceof FileHeldError)
    return new UserFacingError(
      message(
        "{file} is open in another program or write-protected, so it was left as it was. Close it there and try again.",
        {
          file,
        },
      ),
    );
  return error;
}
