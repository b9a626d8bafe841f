import * as vscode from "vscode";
import { MANIFEST_SCHEMA } from "../../app/files/accessManifest";
import type { Drafts } from "../../app/drafts/drafts";
import type { Projects } from "../../app/projects/projects";
import { DRAFT_NAMES } from "../../core/edits/draftTables";
import { draftAddress, draftUri } from "./draftUri";

/** `redcap-access:` serves the drafts as files. Saving one keeps the draft and never writes to REDCap. */
export class DraftFileSystem implements vscode.FileSystemProvider {
  private readonly changes = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  private readonly versions = new Map<string, number>();

  readonly onDidChangeFile = this.changes.event;

  constructor(
    private readonly drafts: Drafts,
    private readonly projects: Projects,
    /** Where the schemas of our files are; manifests name them by addresses of this file system. */
    private readonly schemas: vscode.Uri,
  ) {
    drafts.onDidChange((connectionId) => {
      const uris = DRAFT_NAMES.map((draft) => draftUri({ connectionId, draft }));
      for (const uri of uris) this.versions.set(uri.path, (this.versions.get(uri.path) ?? 0) + 1);
      this.changes.fire(uris.map((uri) => ({ type: vscode.FileChangeType.Changed, uri })));
    });
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const { length } = await this.readFile(uri);
    return { type: vscode.FileType.File, ctime: 0, mtime: this.versions.get(uri.path) ?? 0, size: length };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    if (uri.toString() === MANIFEST_SCHEMA) {
      const name = uri.path.split("/").at(-1) ?? "";
      return await vscode.workspace.fs.readFile(vscode.Uri.joinPath(this.schemas, name));
    }
    const address = draftAddress(uri);
    if (!address) throw vscode.FileSystemError.FileNotFound(uri);
    const { connectionId, draft } = address;
    const stored = await this.drafts.read(connectionId, draft);
    const { text } =
      stored ?? (await this.drafts.open(connectionId, draft, await this.projects.load(connectionId, { fresh: false })));
    return new TextEncoder().encode(text);
  }

  async writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
    const address = draftAddress(uri);
    if (!address) throw vscode.FileSystemError.NoPermissions(uri);
    await this.drafts.save(address.connectionId, address.draft, new TextDecoder().decode(content));
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }
}
