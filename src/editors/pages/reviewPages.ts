import type * as vscode from "vscode";
import { message } from "../../core/text/message";
import { text } from "../../platform/language";
import type { ReviewNeeds } from "./reviewSession";

/** Which project's review is in a tab, and in front. */
export class ReviewPages implements vscode.Disposable {
  private readonly open = new Map<
    string,
    { readonly panel: vscode.WebviewPanel; readonly read: () => Promise<void> }
  >();

  constructor(private readonly needs: ReviewNeeds & { readonly extensionUri: vscode.Uri }) {}

  dispose(): void {
    for (const { panel } of this.open.values()) panel.dispose();
  }

  /** The project whose review is the active editor. */
  get active(): string | undefined {
    return [...this.open].find(([, { panel }]) => panel.active)?.[0];
  }

  /** Opens the review of a project, or brings it to the front, on what REDCap says now. */
  async show(connectionId: string): Promise<void> {
    const known = this.open.get(connectionId);
    if (known) {
      known.panel.reveal();
      await known.read();
      return;
    }
    const [{ openPage }, { ReviewSession }] = await Promise.all([import("./pagePanel"), import("./reviewSession")]);
    const session = new ReviewSession(connectionId, this.needs);
    const { extensionUri, log } = this.needs;
    const title = text(message("Review of Changes"));
    const panel = openPage(session, { viewType: "redcapAccess.review", title, extensionUri, log });
    this.open.set(connectionId, { panel, read: () => session.read() });
    panel.onDidDispose(() => this.open.delete(connectionId));
    await session.read();
  }

  /** A project that leaves the list takes its review along. */
  close(connectionId: string): void {
    this.open.get(connectionId)?.panel.dispose();
  }
}
