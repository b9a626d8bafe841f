import * as vscode from "vscode";
import { message } from "../core/text/message";
import type { Message } from "../core/text/message";
import { text } from "./language";
import type { Place } from "./place";

/** Files as VS Code has them, and what it asks about them. */
export interface FileAccess {
  /** The folders that are open. */
  readonly folders: readonly Place[];
  /** The open folder that a file is in. */
  folderOf(file: Place): Place | undefined;
  /** How people read where a file is: within the open folder, if it is there. */
  shortName(file: Place): string;
  /** Files of this name in the open folders. */
  find(name: string, most: number): Promise<readonly Place[]>;
  /** What an editor has of a file that is not saved yet. */
  unsaved(file: Place): string | undefined;
  /** @throws where there is none */
  stat(file: Place): Promise<unknown>;
  read(file: Place): Promise<Uint8Array>;
  write(file: Place, bytes: Uint8Array): Promise<void>;
  /** Not to be found in any bin. */
  delete(file: Place): Promise<void>;
  askOpenFolder(title: Message): Promise<Place | undefined>;
  askFolder(title: Message): Promise<Place | undefined>;
  askWhere(name: string, title: Message): Promise<Place | undefined>;
  /** `endings` are offered first. */
  askFile(title: Message, endings: readonly string[]): Promise<Place | undefined>;
}

export const vscodeFileAccess: FileAccess = {
  get folders() {
    return (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri);
  },
  folderOf: (file) => vscode.workspace.getWorkspaceFolder(uriOf(file))?.uri,
  shortName: (file) => vscode.workspace.asRelativePath(uriOf(file)),
  find: async (name, most) => await vscode.workspace.findFiles(`**/${name}`, "**/node_modules/**", most),
  unsaved: (file) =>
    vscode.workspace.textDocuments.find((each) => each.isDirty && each.uri.toString() === file.toString())?.getText(),
  stat: async (file) => await vscode.workspace.fs.stat(uriOf(file)),
  read: async (file) => await vscode.workspace.fs.readFile(uriOf(file)),
  write: async (file, bytes) => await vscode.workspace.fs.writeFile(uriOf(file), bytes),
  delete: async (file) => await vscode.workspace.fs.delete(uriOf(file), { useTrash: false }),
  async askOpenFolder(title) {
    return (await vscode.window.showWorkspaceFolderPick({ placeHolder: text(title) }))?.uri;
  },
  async askFolder(title) {
    const options = { canSelectFolders: true, canSelectFiles: false, title: text(title) };
    return (await vscode.window.showOpenDialog(options))?.[0];
  },
  async askWhere(name, title) {
    return await vscode.window.showSaveDialog({ defaultUri: vscode.Uri.file(`/${name}`), title: text(title) });
  },
  async askFile(title, endings) {
    const filters = { [endings.join(", ").toUpperCase()]: [...endings], [text(message("All files"))]: ["*"] };
    return (await vscode.window.showOpenDialog({ title: text(title), filters }))?.[0];
  },
};

export function uriOf(place: Place): vscode.Uri {
  return place instanceof vscode.Uri ? place : vscode.Uri.parse(place.toString(), true);
}
