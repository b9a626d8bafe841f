import * as vscode from "vscode";
import type { Message } from "../core/text/message";
import { text } from "./language";
import type { Place } from "./place";
import { uriOf } from "./fileAccess";

/** A file in a text editor, saved or not. */
export interface OpenFile {
  readonly uri: Place;
  readonly languageId: string;
  readonly isDirty: boolean;
  getText(): string;
  save(): PromiseLike<boolean>;
}

/** What commands do with the window of VS Code, beside asking and telling. */
export interface Workbench {
  /** Whether the person trusts the folder that is open. */
  readonly isTrusted: boolean;
  /** Runs a command of ours, by its id without `redcapAccess.`. */
  run(command: string, ...args: readonly unknown[]): Promise<void>;
  copy(copied: Message): Promise<void>;
  openInBrowser(address: string): Promise<void>;
  showFile(file: Place): Promise<void>;
  /** A text that is no file yet. */
  showText(content: string): Promise<void>;
  showInExplorer(file: Place): Promise<void>;
  /** Shows each left beside its right, all under one title. */
  compare(title: Message, sides: readonly (readonly [left: Place, right: Place])[]): Promise<void>;
  /** The file as an editor has it, or the one in the active editor. */
  textOf(file: Place | undefined): Promise<OpenFile | undefined>;
  setLanguage(file: Place, language: string): Promise<void>;
}

export const vscodeWorkbench: Workbench = {
  get isTrusted() {
    return vscode.workspace.isTrusted;
  },
  async run(command, ...args) {
    await vscode.commands.executeCommand(`redcapAccess.${command}`, ...args);
  },
  async copy(copied) {
    await vscode.env.clipboard.writeText(text(copied));
  },
  async openInBrowser(address) {
    await vscode.env.openExternal(vscode.Uri.parse(address));
  },
  async showFile(file) {
    await vscode.window.showTextDocument(uriOf(file));
  },
  async showText(content) {
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content }));
  },
  async showInExplorer(file) {
    await vscode.commands.executeCommand("revealInExplorer", uriOf(file));
  },
  async compare(title, sides) {
    // Each file is named by its right side.
    const files = sides.map(([left, right]) => [right, left, right].map(uriOf));
    await vscode.commands.executeCommand("vscode.changes", text(title), files);
  },
  async textOf(file) {
    return file ? await vscode.workspace.openTextDocument(uriOf(file)) : vscode.window.activeTextEditor?.document;
  },
  async setLanguage(file, language) {
    const document = await vscode.workspace.openTextDocument(uriOf(file));
    await vscode.languages.setTextDocumentLanguage(document, language);
  },
};
