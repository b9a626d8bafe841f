import * as vscode from "vscode";
import type { Drafts } from "../app/drafts";
import type { Log } from "../app/ports";
import { changedRows } from "./gridPatch";
import type { DraftAddress } from "./draftUri";
import { withChanges } from "./editDraft";
import { readMessage } from "./messages";
import { minimalEdit } from "./minimalEdit";
import type { Action, CellChange, GridContent, HostMessage } from "./protocol";
import { editWords, gridStrings } from "./strings";

export interface PanelNeeds {
  readonly drafts: Drafts;
  readonly log: Log;
  readonly content: (address: DraftAddress, text: string) => Promise<GridContent>;
  readonly run: (address: DraftAddress, action: Action) => Promise<void>;
}

/**
 * One grid over one draft document. The document's text is the truth: edits become changes of the text, and every
 * change of the text becomes a patch for the grid. A hidden grid misses messages and asks for a snapshot when it is back.
 */
export class GridPanel implements vscode.Disposable {
  private readonly listening: vscode.Disposable[] = [];
  private revision = 0;
  private shown: GridContent | undefined;
  /** Refreshes follow each other, so that revisions arrive in order. */
  private updating: Promise<void> = Promise.resolve();
  private pendingReveal: string | undefined;

  constructor(
    readonly address: DraftAddress,
    private readonly document: vscode.TextDocument,
    private readonly panel: vscode.WebviewPanel,
    private readonly needs: PanelNeeds,
  ) {
    this.listening.push(
      panel.webview.onDidReceiveMessage((message: unknown) => void this.receive(message)),
      vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.document === document && event.contentChanges.length > 0) this.refresh();
      }),
      panel.onDidChangeViewState(() => {
        if (panel.visible) this.refresh();
      }),
    );
  }

  dispose(): void {
    for (const listener of this.listening) listener.dispose();
  }

  /** Shows what the document and the project say now. */
  refresh(): void {
    this.updating = this.updating.then(() => this.update(false)).catch((error: unknown) => this.failed(error));
  }

  reveal(key: string): void {
    this.pendingReveal = key;
    this.post({ type: "reveal", key });
  }

  private async receive(raw: unknown): Promise<void> {
    const message = readMessage(raw);
    if (!message) {
      this.needs.log.warn("The grid sent a message that is not understood.");
      return;
    }
    if (message.type === "ready") {
      this.updating = this.updating.then(() => this.update(true)).catch((error: unknown) => this.failed(error));
      return;
    }
    try {
      if (message.type === "edit") await this.edit(message.changes);
      else await this.needs.run(this.address, message.action);
      this.post({ type: "answer", id: message.id });
    } catch (error) {
      this.post({ type: "answer", id: message.id, error: error instanceof Error ? error.message : String(error) });
    }
  }

  private async edit(changes: readonly CellChange[]): Promise<void> {
    if (this.shown?.status.readOnly) throw new Error(this.shown.status.readOnly);
    const before = this.document.getText();
    const replacement = minimalEdit(before, withChanges(this.address.draft, before, changes, editWords()));
    if (!replacement) return;
    const { start, end, text } = replacement;
    const range = new vscode.Range(this.document.positionAt(start), this.document.positionAt(end));
    const edit = new vscode.WorkspaceEdit();
    edit.replace(this.document.uri, range, text);
    if (!(await vscode.workspace.applyEdit(edit))) throw new Error(vscode.l10n.t("The draft could not be changed."));
  }

  private async update(whole: boolean): Promise<void> {
    const content = await this.needs.content(this.address, this.document.getText());
    const before = whole ? undefined : this.shown;
    const rows = before && changedRows(before, content);
    const from = this.revision;
    const to = ++this.revision;
    this.shown = content;
    if (rows) this.post({ type: "patch", from, to, rows, status: content.status });
    else this.post({ type: "snapshot", revision: to, content, strings: gridStrings() });
    if (whole && this.pendingReveal !== undefined) this.post({ type: "reveal", key: this.pendingReveal });
    this.pendingReveal = undefined;
  }

  private failed(error: unknown): void {
    this.needs.log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }

  private post(message: HostMessage): void {
    void this.panel.webview.postMessage(message);
  }
}
