import * as vscode from "vscode";
import type { Changes } from "../../app/apply/changes";
import type { Connections } from "../../app/connections/connections";
import type { Drafts } from "../../app/drafts/drafts";
import type { Plan } from "../../core/plan/plan";
import { DRAFTS } from "../../core/edits/draftTables";
import { moment } from "../../platform/moment";
import { showReport } from "../../platform/showReport";
import { draftAddress, draftUri, REVIEW_SCHEME, reviewUri, TEXT_SCHEME } from "./draftUri";
import type { DraftAddress } from "./draftUri";
import { message } from "../../core/text/message";
import { text } from "../../platform/language";

/** Read-only documents beside a draft: the review in words, and base and draft as plain text for a diff. */
export class DraftDocuments implements vscode.Disposable {
  private readonly changes = new vscode.EventEmitter<vscode.Uri>();
  private readonly reviews = new Map<string, string>();
  private readonly listening: vscode.Disposable[];

  constructor(private readonly needs: { changes: Changes; connections: Connections; drafts: Drafts }) {
    this.listening = [
      this.changes,
      vscode.workspace.registerTextDocumentContentProvider(REVIEW_SCHEME, {
        onDidChange: this.changes.event,
        provideTextDocumentContent: (uri) => this.reviews.get(uri.path) ?? "",
      }),
      vscode.workspace.registerTextDocumentContentProvider(TEXT_SCHEME, {
        onDidChange: this.changes.event,
        provideTextDocumentContent: async (uri) => await this.text(uri),
      }),
    ];
  }

  dispose(): void {
    for (const listener of this.listening) listener.dispose();
  }

  /** Opens the plan in words. */
  async showReview(connectionId: string, plan: Plan): Promise<void> {
    const { label, apiUrl, owner } = this.needs.connections.require(connectionId);
    const readAt = moment(plan.input.live.takenAt);
    const uri = reviewUri(connectionId);
    const { reviewText } = await import("../../core/review/reviewText");
    this.reviews.set(uri.path, reviewText(plan, { project: label, server: apiUrl, owner, readAt }, text));
    this.changes.fire(uri);
    await showReport(uri);
  }

  /** Opens base and draft side by side. */
  async showDiff(address: DraftAddress): Promise<void> {
    const now = draftUri(address, TEXT_SCHEME);
    const base = now.with({ query: "base" });
    for (const uri of [base, now]) this.changes.fire(uri);
    const title = text(message("{table}: REDCap ↔ draft", { table: DRAFTS[address.draft].title }));
    await vscode.commands.executeCommand("vscode.diff", base, now, title);
  }

  private async text(uri: vscode.Uri): Promise<string> {
    const address = draftAddress(uri);
    const record = address && (await this.needs.drafts.read(address.connectionId, address.draft));
    return (uri.query === "base" ? record?.base.text : record?.text) ?? "";
  }
}
