import * as vscode from "vscode";
import { faultLine } from "../../app/connections/faultLine";
import { fromRuns } from "../protocol";
import { changedRows } from "./gridPatch";
import type { DraftAddress } from "../drafts/draftUri";
import type { DraftSession } from "./draftSession";
import { answerTo, readMessage } from "./webviewMessages";
import type { CellChange, GridContent, GridStatus, HostMessage, Patch, Reveal, RowsMessage } from "../protocol";

/** Rows in one message: thousands at once would keep the grid from answering. */
const CHUNK = 500;

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
  /** A frame that is not there yet, or no more, hears nothing. */
  private listens = false;
  private pendingReveal: Reveal | undefined;

  constructor(
    private readonly session: DraftSession,
    private readonly panel: vscode.WebviewPanel,
  ) {
    this.listening.push(
      panel.webview.onDidReceiveMessage((message: unknown) => void this.receive(message)),
      vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.document === session.document && event.contentChanges.length > 0) this.refresh();
      }),
      panel.onDidChangeViewState(() => {
        if (panel.visible) this.refresh();
        else this.listens = false;
      }),
    );
  }

  get address(): DraftAddress {
    return this.session.address;
  }

  dispose(): void {
    for (const listener of this.listening) listener.dispose();
  }

  /** Shows what the document and the project say now. */
  refresh(): void {
    this.updating = this.updating.then(() => this.update(false)).catch((error: unknown) => this.failed(error));
  }

  /** Brings a row into view, at once or as soon as the frame shows it. */
  reveal(what: Reveal): void {
    if (this.listens) this.post({ type: "reveal", ...what });
    else this.pendingReveal = what;
  }

  private async receive(raw: unknown): Promise<void> {
    const message = readMessage(raw);
    if (!message) {
      this.session.log.warn("The grid sent a message that is not understood.");
      return;
    }
    if (message.type === "ready") {
      this.listens = true;
      this.updating = this.updating.then(() => this.update(true)).catch((error: unknown) => this.failed(error));
      return;
    }
    if (message.type === "view") {
      this.session.keepView(message.view);
      return;
    }
    const answer = await answerTo(message.id, async () => {
      if (message.type === "edit") await this.edit(fromRuns(message.runs));
      else if (message.type === "rows" && (message.act === "keepMine" || message.act === "takeRedcaps"))
        await this.settle(message.act, new Set(message.keys));
      else if (message.type === "rows") await this.changeRows(message);
      else await this.session.run(message.action);
    });
    this.post(answer);
  }

  private async edit(changes: readonly CellChange[]): Promise<void> {
    this.refuseIfReadOnly();
    await this.session.change(changes);
  }

  /** Of rows that somebody else changed too: the cells stay as they are here, or become what REDCap says. */
  private async settle(act: "keepMine" | "takeRedcaps", keys: ReadonlySet<string>): Promise<void> {
    this.refuseIfReadOnly();
    const { rows, columns } = this.shown ?? { rows: [], columns: [] };
    const cells = rows
      .filter(({ key }) => keys.has(key))
      .flatMap(({ key, conflicts = {} }) =>
        Object.entries(conflicts).map(([index, value]) => ({ key, column: columns[Number(index)]?.name ?? "", value })),
      );
    await this.session.settle(act === "keepMine" ? "mine" : "theirs", cells);
  }

  private async changeRows(message: RowsMessage): Promise<void> {
    this.refuseIfReadOnly();
    const key = await this.session.rows(message);
    if (key === undefined) return;
    await this.updating;
    this.reveal({ key });
  }

  private refuseIfReadOnly(): void {
    if (this.shown?.status.readOnly) throw new Error(this.shown.status.readOnly);
  }

  private async update(whole: boolean): Promise<void> {
    const content = await this.session.content();
    const before = whole ? undefined : this.shown;
    const rows = before && changedRows(before, content);
    this.shown = content;
    if (rows) this.postPatches(rows, content.status);
    else this.postWhole(++this.revision, content);
    if (!this.listens || this.pendingReveal === undefined) return;
    this.post({ type: "reveal", ...this.pendingReveal });
    this.pendingReveal = undefined;
  }

  /** Each follows the one before: a grid that missed one asks for a snapshot. */
  private postPatches(rows: Patch["rows"], status: GridStatus): void {
    for (let at = 0; at === 0 || at < rows.length; at += CHUNK) {
      const from = this.revision++;
      this.post({ type: "patch", from, to: this.revision, rows: rows.slice(at, at + CHUNK), status });
    }
  }

  private postWhole(revision: number, { rows, ...content }: GridContent): void {
    const { view } = this.session;
    this.post({ type: "snapshot", revision, content: { ...content, rows: rows.slice(0, CHUNK) }, view });
    for (let at = CHUNK; at < rows.length; at += CHUNK)
      this.post({ type: "more", revision, rows: rows.slice(at, at + CHUNK) });
  }

  private failed(error: unknown): void {
    this.session.log.error(faultLine(error));
  }

  private post(message: HostMessage): void {
    void this.panel.webview.postMessage(message);
  }
}
