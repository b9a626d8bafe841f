import * as vscode from "vscode";
import { streamToFile } from "./streamToFile";
import { LinkError } from "./links";
import { FileHeldError } from "./wholeFile";

/** Files that a person asked for. Each is written whole or not at all. */
export class WorkspaceFiles {
  /** The folder to work in: the only root, the one chosen, or undefined when the person gave up or none is open. */
  async root(title: string): Promise<vscode.Uri | undefined> {
    const folders = vscode.workspace.workspaceFolders ?? [];
    if (folders.length <= 1) return folders[0]?.uri;
    const chosen = await vscode.window.showWorkspaceFolderPick({ placeHolder: title });
    return chosen?.uri;
  }

  get hasFolder(): boolean {
    return (vscode.workspace.workspaceFolders?.length ?? 0) > 0;
  }

  async askWhere(name: string, title: string): Promise<vscode.Uri | undefined> {
    return await vscode.window.showSaveDialog({ defaultUri: vscode.Uri.file(`/${name}`), title });
  }

  async askFolder(title: string): Promise<vscode.Uri | undefined> {
    const chosen = await vscode.window.showOpenDialog({ canSelectFolders: true, canSelectFiles: false, title });
    return chosen?.[0];
  }

  /** A file to read, with these endings offered first. */
  async askFile(title: string, endings: readonly string[]): Promise<vscode.Uri | undefined> {
    const filters = { [endings.join(", ").toUpperCase()]: [...endings], [vscode.l10n.t("All files")]: ["*"] };
    const chosen = await vscode.window.showOpenDialog({ title, filters });
    return chosen?.[0];
  }

  /** What the person sees: an editor's text that is not saved yet, or else the file. */
  async readBytes(uri: vscode.Uri): Promise<Uint8Array> {
    const open = vscode.workspace.textDocuments.find((each) => each.isDirty && each.uri.toString() === uri.toString());
    if (open) return new TextEncoder().encode(open.getText());
    return await vscode.workspace.fs.readFile(uri);
  }

  async exists(uri: vscode.Uri): Promise<boolean> {
    try {
      await vscode.workspace.fs.stat(uri);
      return true;
    } catch {
      return false;
    }
  }

  /** The folder above a file that git keeps: a workspace may be a part of it. */
  async repositoryOf(file: vscode.Uri): Promise<vscode.Uri | undefined> {
    const folder = vscode.Uri.joinPath(file, "..");
    if (await this.exists(vscode.Uri.joinPath(folder, ".git"))) return folder;
    return folder.path === file.path || folder.path === "/" ? undefined : await this.repositoryOf(folder);
  }

  async readText(uri: vscode.Uri): Promise<string> {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  }

  /** The bytes of a file; undefined where there is none. */
  async readIfThere(uri: vscode.Uri): Promise<Uint8Array | undefined> {
    return (await this.exists(uri)) ? await this.readBytes(uri) : undefined;
  }

  /** Writes several files, all or none: what was there comes back when one of them cannot be written. */
  async writeAll(texts: readonly { readonly uri: vscode.Uri; readonly text: string }[]): Promise<void> {
    const before: { readonly uri: vscode.Uri; readonly bytes: Uint8Array | undefined }[] = [];
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

  private async putBack(uri: vscode.Uri, bytes: Uint8Array | undefined): Promise<void> {
    if (bytes) await this.write(uri, [bytes]);
    else if (await this.exists(uri)) await vscode.workspace.fs.delete(uri);
  }

  async writeText(uri: vscode.Uri, text: string): Promise<void> {
    await this.write(uri, [new TextEncoder().encode(text)]);
  }

  /** On disk the bytes stream; elsewhere they are collected, because VS Code takes files whole. */
  async write(
    uri: vscode.Uri,
    bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
    signal?: AbortSignal,
  ): Promise<void> {
    if (uri.scheme !== "file") {
      const chunks: Uint8Array[] = [];
      for await (const chunk of bytes) chunks.push(chunk);
      signal?.throwIfAborted();
      await vscode.workspace.fs.writeFile(uri, Buffer.concat(chunks));
      return;
    }
    const root = vscode.workspace.getWorkspaceFolder(uri)?.uri.fsPath;
    try {
      await streamToFile(uri.fsPath, bytes, { signal, root });
    } catch (error) {
      throw told(error);
    }
  }
}

/** Why a file was not written, in words that say what to do; anything else as it is. */
function told(error: unknown): unknown {
  if (error instanceof LinkError)
    return new Error(
      vscode.l10n.t("{0} is a link to somewhere else, so nothing was written. Choose another folder.", error.message),
    );
  if (error instanceof FileHeldError)
    return new Error(
      vscode.l10n.t(
        "{0} is open in another program or protected, so it stays as it was. Close it there and try again.",
        error.message,
      ),
    );
  return error;
}
