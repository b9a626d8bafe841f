import type * as vscode from "vscode";
import type { PageFrame, PageSource } from "./pagePanel";

/** Pages of one kind, each in a tab of its own and in no more than one. */
export class PageTabs<S extends PageSource> implements vscode.Disposable {
  private readonly open = new Map<string, { readonly panel: vscode.WebviewPanel; readonly source: S }>();

  constructor(private readonly frame: Omit<PageFrame, "about" | "title">) {}

  dispose(): void {
    for (const { panel } of this.open.values()) panel.dispose();
  }

  /** The one that is the active editor. */
  get active(): string | undefined {
    return [...this.open].find(([, { panel }]) => panel.active)?.[0];
  }

  has(id: string): boolean {
    return this.open.has(id);
  }

  /** Opens the page, in the tab that VS Code kept if there is one, or brings it to the front; gives what it is about. */
  async show(id: string, title: string, make: () => S | Promise<S>, kept?: vscode.WebviewPanel): Promise<S> {
    const known = this.open.get(id);
    if (known) {
      known.panel.reveal();
      return known.source;
    }
    const [{ openPage }, source] = await Promise.all([import("./pagePanel"), make()]);
    const panel = openPage(source, { ...this.frame, about: id, title }, kept);
    this.open.set(id, { panel, source });
    panel.onDidDispose(() => this.open.delete(id));
    return source;
  }

  close(id: string): void {
    this.open.get(id)?.panel.dispose();
  }
}
