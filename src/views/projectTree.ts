import * as vscode from "vscode";
import { isFiltering, NO_FILTER } from "../core/people";
import type { PeopleFilter } from "../core/people";
import { childrenOf, roots } from "./children";
import type { Grouping, Shown } from "./children";
import { stateDecorations } from "./decorations";
import { TreeDrop } from "./treeDrop";
import type { DropHandler } from "./treeDrop";
import { filterWords } from "./filterWords";
import type { TreeNode, UserNode } from "./node";
import { nodeId } from "./nodeId";
import { tooltip, treeItem } from "./treeItem";
import type { TreeFacts } from "./treeItem";

const VIEW = "redcapAccess.projects";

/** The view "Projects". A project loads when it is opened, never before. */
export class ProjectTree implements vscode.TreeDataProvider<TreeNode>, vscode.Disposable {
  private readonly changes = new vscode.EventEmitter<TreeNode | undefined>();
  private readonly view: vscode.TreeView<TreeNode>;
  private readonly disposables: vscode.Disposable[] = [];
  /** VS Code knows nodes by identity, so one object stands for one id. */
  private readonly nodes = new Map<string, TreeNode>();
  private readonly parents = new Map<string, TreeNode>();
  private filter: PeopleFilter = NO_FILTER;
  private grouping: Grouping = "none";

  readonly onDidChangeTreeData = this.changes.event;

  constructor(
    private readonly facts: TreeFacts,
    onDrop: DropHandler,
  ) {
    this.view = vscode.window.createTreeView(VIEW, {
      treeDataProvider: this,
      canSelectMany: true,
      showCollapseAll: true,
      dragAndDropController: new TreeDrop(VIEW, onDrop),
    });
    const { connections, projects, drafts } = facts;
    this.disposables.push(
      this.view,
      this.changes,
      vscode.window.registerFileDecorationProvider(stateDecorations),
      connections.onDidChange(() => this.showConnections()),
      projects.onDidChange((id) => this.refresh(id)),
      drafts.onDidChange((id) => this.refresh(id)),
    );
    this.showConnections();
  }

  dispose(): void {
    for (const disposable of this.disposables) disposable.dispose();
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    return treeItem(node, this.facts);
  }

  resolveTreeItem(item: vscode.TreeItem, node: TreeNode): vscode.TreeItem {
    const text = tooltip(node, this.facts);
    if (text !== undefined) item.tooltip = text;
    return item;
  }

  getParent(node: TreeNode): TreeNode | undefined {
    return this.parents.get(nodeId(node));
  }

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    if (!node) return roots(this.facts).map((child) => this.known(child, undefined));
    if (node.kind === "project") {
      const failure = await this.ensureLoaded(node.connectionId);
      if (failure !== undefined)
        return [{ kind: "error", connectionId: node.connectionId, under: nodeId(node), message: failure }];
    }
    return childrenOf(node, this.shown).map((child) => this.known(child, node));
  }

  get selection(): readonly TreeNode[] {
    return this.view.selection;
  }

  get selectedUsers(): readonly UserNode[] {
    return this.view.selection.filter((node) => node.kind === "user");
  }

  get currentFilter(): PeopleFilter {
    return this.filter;
  }

  async reveal(node: TreeNode, options: { readonly expand?: boolean } = {}): Promise<void> {
    await this.getChildren();
    if (node.kind === "project")
      await Promise.all(roots(this.facts).map((root) => root.kind === "server" && this.getChildren(root)));
    await this.view.reveal(this.nodes.get(nodeId(node)) ?? node, {
      select: true,
      focus: true,
      expand: options.expand ?? false,
    });
  }

  setFilter(filter: PeopleFilter): void {
    this.filter = filter;
    this.view.message = filterWords(filter);
    void vscode.commands.executeCommand("setContext", "redcapAccess.filtered", isFiltering(filter));
    this.changes.fire(undefined);
  }

  setGrouping(grouping: Grouping): void {
    this.grouping = grouping;
    this.changes.fire(undefined);
  }

  /** Repaints one project only. */
  private refresh(connectionId: string): void {
    this.changes.fire(this.nodes.get(connectionId));
    this.showBadge();
  }

  private showConnections(): void {
    const list = this.facts.connections.list();
    void vscode.commands.executeCommand("setContext", "redcapAccess.hasProjects", list.length > 0);
    this.changes.fire(undefined);
    this.showBadge();
  }

  private showBadge(): void {
    const { connections, drafts } = this.facts;
    const value = connections.list().reduce((sum, { id }) => sum + drafts.changedCount(id), 0);
    this.view.badge = value > 0 ? { value, tooltip: vscode.l10n.t("{0} changes not yet in REDCap", value) } : undefined;
  }

  /** The reason why the project cannot be shown, or undefined when it can. */
  private async ensureLoaded(id: string): Promise<string | undefined> {
    const state = this.facts.projects.state(id);
    if (state.status === "failed" && !state.previous) return state.error.message;
    if (this.facts.projects.snapshot(id)) return undefined;
    try {
      await this.facts.projects.load(id, { fresh: false });
      return undefined;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  private get shown(): Shown {
    return { ...this.facts, filter: this.filter, grouping: this.grouping };
  }

  private known(node: TreeNode, parent: TreeNode | undefined): TreeNode {
    const id = nodeId(node);
    const same = this.nodes.get(id) ?? node;
    this.nodes.set(id, same);
    if (parent) this.parents.set(id, parent);
    return same;
  }
}
