import type * as vscode from "vscode";
import { message } from "../../core/text/message";
import { text } from "../../platform/language";
import { REVIEW } from "../ids";
import { PageTabs } from "./pageTabs";
import type { ReviewNeeds, ReviewSession } from "./reviewSession";

/** The reviews of changes, one of each project. */
export class ReviewPages implements vscode.Disposable, vscode.WebviewPanelSerializer {
  private readonly tabs: PageTabs<ReviewSession>;

  constructor(private readonly needs: ReviewNeeds & { readonly extensionUri: vscode.Uri }) {
    const { extensionUri, log } = needs;
    this.tabs = new PageTabs({ viewType: REVIEW, extensionUri, log });
  }

  dispose(): void {
    this.tabs.dispose();
  }

  /** The project whose review is the active editor. */
  get active(): string | undefined {
    return this.tabs.active;
  }

  /** Opens the review of a project, or brings it to the front, on what REDCap says now. */
  async show(connectionId: string, kept?: vscode.WebviewPanel): Promise<void> {
    const make = async () => {
      const { ReviewSession } = await import("./reviewSession");
      return new ReviewSession(connectionId, this.needs);
    };
    const session = await this.tabs.show(connectionId, text(message("Review of Changes")), make, kept);
    await session.read();
  }

  /** A tab that was there before the window was reloaded. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const about = aboutOf(state);
    if (about === undefined || this.tabs.has(about) || !this.needs.connections.get(about)) panel.dispose();
    else await this.show(about, panel);
  }

  /** A project that leaves the list takes its review along. */
  close(connectionId: string): void {
    this.tabs.close(connectionId);
  }
}

/** What the frame kept; it is not trusted. */
function aboutOf(state: unknown): string | undefined {
  const about: unknown = typeof state === "object" && state !== null && "about" in state ? state.about : undefined;
  return typeof about === "string" ? about : undefined;
}
