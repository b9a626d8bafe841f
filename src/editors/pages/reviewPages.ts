import type * as vscode from "vscode";
import { message } from "../../core/text/message";
import { text } from "../../platform/language";
import { REVIEW } from "../ids";
import type { ReviewNeeds } from "./reviewSession";

/** Which project's review is in a tab, and in front. */
export class ReviewPages implements vscode.Disposable, vscode.WebviewPanelSerializer {
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
    await this.start(connectionId);
  }

  /** A tab that was there before the window was reloaded. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const about = aboutOf(state);
    if (about === undefined || this.open.has(about) || !this.needs.connections.get(about)) panel.dispose();
    else await this.start(about, panel);
  }

  private async start(connectionId: string, kept?: vscode.WebviewPanel): Promise<void> {
    const [{ openPage }, { ReviewSession }] = await Promise.all([import("./pagePanel"), import("./reviewSession")]);
    const session = new ReviewSession(connectionId, this.needs);
    const { extensionUri, log } = this.needs;
    const title = text(message("Review of Changes"));
    const frame = { viewType: REVIEW, about: connectionId, title, extensionUri, log };
    const panel = openPage(session, frame, kept);
    this.open.set(connectionId, { panel, read: () => session.read() });
    panel.onDidDispose(() => this.open.delete(connectionId));
    await session.read();
  }

  /** A project that leaves the list takes its review along. */
  close(connectionId: string): void {
    this.open.get(connectionId)?.panel.dispose();
  }
}

/** What the frame kept; it is not trusted. */
function aboutOf(state: unknown): string | undefined {
  const about: unknown = typeof state === "object" && state !== null && "about" in state ? state.about : undefined;
  return typeof about === "string" ? about : undefined;
}
