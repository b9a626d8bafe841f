import * as vscode from "vscode";
import { MANIFEST_SCHEMA } from "../../app/files/accessManifest";
import type { Drafts } from "../../app/drafts/drafts";
import type { Projects } from "../../app/projects/projects";
import { DRAFT_NAMES } from "../../core/edits/draftTables";
import { message, UserFacingError } from "../../core/text/message";
import { draftAddress, draftUri } from "./draftUri";
import { DRAFT_SCHEME } from "../ids";

/** `redcap-access:` serves the drafts as files. Saving one keeps the draft and never writes to REDCap. */
export class DraftFileSystem implements vscode.FileSystemProvider {
  private readonly changes = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  private readonly versions = new Map<string, number>();
  /** What editors got. */
  private readonly given = new Map<string, vscode.FileStat>();
  /** Documents that were saved with something of another window: their editors have to read them again. */
  private readonly joined = new Set<string>();

  readonly onDidChangeFile = this.changes.event;

  constructor(
    private readonly drafts: Drafts,
    private readonly projects: Projects,
    /** Where the schemas of our files are; manifests name them by addresses of this file system. */
    private readonly schemas: vscode.Uri,
  ) {
    drafts.onDidChange((connectionId) => {
      const uris = DRAFT_NAMES.map((draft) => draftUri({ connectionId, draft }));
      this.changed(uris);
    });
    vscode.workspace.onDidSaveTextDocument(({ uri }) => {
      if (uri.scheme === DRAFT_SCHEME && this.joined.delete(uri.path)) this.changed([uri]);
    });
  }

  private changed(uris: readonly vscode.Uri[]): void {
    for (const uri of uris) this.versions.set(uri.path, (this.versions.get(uri.path) ?? 0) + 1);
    this.changes.fire(uris.map((uri) => ({ type: vscode.FileChangeType.Changed, uri })));
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  /** Of a document with unsaved changes as the editor knows it: saving joins it with what was saved elsewhere. */
  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const given = this.given.get(uri.path);
    const dirty = vscode.workspace.textDocuments.some((each) => each.isDirty && each.uri.toString() === uri.toString());
    if (dirty && given) return given;
    const { length } = await this.bytes(uri, false);
    return { type: vscode.FileType.File, ctime: 0, mtime: this.versions.get(uri.path) ?? 0, size: length };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const bytes = await this.bytes(uri, true);
    const mtime = this.versions.get(uri.path) ?? 0;
    this.given.set(uri.path, { type: vscode.FileType.File, ctime: 0, mtime, size: bytes.length });
    return bytes;
  }

  /** `forEditor`: what is saved next was made of this text. */
  private async bytes(uri: vscode.Uri, forEditor: boolean): Promise<Uint8Array> {
    if (uri.toString() === MANIFEST_SCHEMA) {
      const name = uri.path.split("/").at(-1) ?? "";
      return await vscode.workspace.fs.readFile(vscode.Uri.joinPath(this.schemas, name));
    }
    const address = draftAddress(uri);
    if (!address) throw vscode.FileSystemError.FileNotFound(uri);
    const { connectionId, draft } = address;
    const { drafts, projects } = this;
    if (!(await drafts.read(connectionId, draft)))
      await drafts.open(connectionId, draft, await projects.load(connectionId, { fresh: false }));
    const text = forEditor ? await drafts.textFor(connectionId, draft) : (await drafts.read(connectionId, draft))?.text;
    // The mark makes VS Code read and write UTF-8, whatever `files.encoding` says.
    return new TextEncoder().encode(`\uFEFF${text ?? ""}`);
  }

  async writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
    const address = draftAddress(uri);
    if (!address) throw vscode.FileSystemError.NoPermissions(uri);
    const text = decoded(content);
    if ((await this.drafts.save(address.connectionId, address.draft, text)) !== text) this.joined.add(uri.path);
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

/** A draft's text; bytes that are no UTF-8 would come back as other names. In UTF-16 every second byte of the header is 0. */
function decoded(content: Uint8Array): string {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(content);
    const [header = ""] = text.split("\n", 1);
    if (!header.includes("\0")) return text;
  } catch {
    // Said below.
  }
  throw new UserFacingError(
    message("This draft is not in UTF-8, so it was not saved. Use Save with Encoding, and choose UTF-8."),
  );
}
