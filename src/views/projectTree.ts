import { plural, saidBy } from "../core/text/message";
import type { Message } from "../core/text/message";
import * as vscode from "vscode";
import type { Connection } from "../app/connections/connection";
import type { Connections } from "../app/connections/connections";
import type { Drafts } from "../app/drafts/drafts";
import type { Projects } from "../app/projects/projects";
import { isFiltering, NO_FILTER } from "../core/access/people";
import type { PeopleFilter, Today } from "../core/access/people";
import { childrenOf, roots } from "./children";
import type { Grouping, Shown } from "./children";
import { stateDecorations } from "./decorations";
import { filterWords } from "./filterWords";
import type { ProjectTreeNode, UserNode } from "./node";
import { nodeId } from "./node";
import { tooltip } from "./tooltip";
import { treeItem } from "./treeItem";
import { text } from "../platform/language";
import { shownText } from "../core/text/displayText";

export interface TreeFacts {
  readonly connections: Connections;
  readonly projects: Projects;
  readonly drafts: Drafts;
  readonly today: () => Today;
  /** Called once, when somebody first looks at the view. */
  readonly onFirstLook: () => void;
}

/** The view "Projects". A project loads when it is opened, never before. */
export class ProjectTree implements vscode.TreeDataProvider<ProjectTreeNode>, vscode.Disposable {
  private readonly changes = new vscode.EventEmitter<ProjectTreeNode | undefined>();
  private readonly disposables: { dispose(): unknown }[] = [];
  /** VS Code knows nodes by identity, so one object stands for one id. */
  private readonly nodes = new Map<string, ProjectTreeNode>();
  private readonly parents = new Map<string, ProjectTreeNode>();
  /** Read once, not for each of thousands of rows. */
  private shown: Shown;
  private draftsRead = false;

  readonly onDidChangeTreeData = this.changes.event;

  constructor(
    private readonly view: vscode.TreeView<ProjectTreeNode>,
    private readonly facts: TreeFacts,
  ) {
    const { connections, projects, drafts } = facts;
    this.shown = {
      connections: new Map(),
      projects,
      changedCount: (id) => drafts.changedCount(id),
      today: facts.today(),
      filter: NO_FILTER,
      grouping: "none",
    };
    this.disposables.push(
      this.changes,
      vscode.window.registerFileDecorationProvider(stateDecorations),
      connections.onDidChange(() => this.showConnections()),
      projects.onDidChange((id) => this.refresh(id)),
      drafts.onDidChange((id) => this.refresh(id)),
      drafts.onDidCount((id) => this.refresh(id)),
    );
    this.showConnections();
  }

  dispose(): void {
    for (const disposable of this.disposables) disposable.dispose();
  }

  getTreeItem(node: ProjectTreeNode): vscode.TreeItem {
    return treeItem(node, this.shown);
  }

  resolveTreeItem(item: vscode.TreeItem, node: ProjectTreeNode): vscode.TreeItem {
    const words = tooltip(node, this.shown);
    if (words !== undefined) item.tooltip = words;
    return item;
  }

  getParent(node: ProjectTreeNode): ProjectTreeNode | undefined {
    return this.parents.get(nodeId(node));
  }

  async getChildren(node?: ProjectTreeNode): Promise<ProjectTreeNode[]> {
    this.shown = { ...this.shown, today: this.facts.today() };
    if (!node) {
      this.readDrafts();
      return roots(this.shown).map((child) => this.known(child, undefined));
    }
    if (node.kind === "project") {
      const said = await this.ensureLoaded(node.connectionId);
      if (said) {
        const { connectionId } = node;
        return [this.known({ kind: "error", connectionId, under: nodeId(node), said }, node)];
      }
    }
    return childrenOf(node, this.shown).map((child) => this.known(child, node));
  }

  get selectedUsers(): readonly UserNode[] {
    return this.view.selection.filter((node) => node.kind === "user");
  }

  get currentFilter(): PeopleFilter {
    return this.shown.filter;
  }

  /** Selects a node; of those below a project only what has been shown already can be found. */
  async reveal(node: ProjectTreeNode, options: { readonly expand?: boolean } = {}): Promise<void> {
    for (const root of await this.getChildren()) if (root.kind === "server") await this.getChildren(root);
    const known = this.nodes.get(nodeId(node)) ?? node;
    await this.view.reveal(known, { select: true, focus: true, expand: options.expand ?? false });
  }

  setFilter(filter: PeopleFilter): void {
    this.shown = { ...this.shown, filter };
    const words = filterWords(filter);
    this.view.message = words ? shownText(text(words)) : "";
    void vscode.commands.executeCommand("setContext", "redcapAccess.filtered", isFiltering(filter));
    this.changes.fire(undefined);
  }

  setGrouping(grouping: Grouping): void {
    this.shown = { ...this.shown, grouping };
    void vscode.commands.executeCommand("setContext", "redcapAccess.grouping", grouping);
    this.changes.fire(undefined);
  }

  /** Repaints one project only. */
  private refresh(connectionId: string): void {
    const node = this.nodes.get(connectionId);
    if (node) this.changes.fire(node);
    this.showBadge();
  }

  private showConnections(): void {
    const list = this.facts.connections.list();
    this.shown = { ...this.shown, connections: new Map(list.map((connection) => [connection.id, connection])) };
    this.forgetRemoved(this.shown.connections);
    void vscode.commands.executeCommand("setContext", "redcapAccess.hasProjects", list.length > 0);
    this.changes.fire(undefined);
    this.showBadge();
  }

  private forgetRemoved(connections: ReadonlyMap<string, Connection>): void {
    for (const [id, node] of this.nodes) {
      if (!("connectionId" in node) || connections.has(node.connectionId)) continue;
      this.nodes.delete(id);
      this.parents.delete(id);
    }
  }

  private showBadge(): void {
    const { connections, changedCount } = this.shown;
    const value = [...connections.keys()].reduce((sum, id) => sum + changedCount(id), 0);
    const tooltip = text(
      plural(value, { one: "{count} change not yet in REDCap", other: "{count} changes not yet in REDCap" }),
    );
    this.view.badge = value > 0 ? { value, tooltip } : undefined;
  }

  /** Drafts of earlier sessions count from the first look at the view; until then nothing of ours reads files. */
  private readDrafts(): void {
    if (this.draftsRead) return;
    this.draftsRead = true;
    this.facts.onFirstLook();
    this.facts.drafts.list().then(
      (ids) => ids.forEach((id) => this.refresh(id)),
      () => (this.draftsRead = false),
    );
  }

  /** The reason why the project cannot be shown, or undefined when it can. */
  private async ensureLoaded(id: string): Promise<Message | undefined> {
    const { projects } = this.facts;
    if (projects.snapshot(id)) return undefined;
    const state = projects.state(id);
    if (state.status === "failed") return saidBy(state.error);
    try {
      await projects.load(id, { fresh: false });
      return undefined;
    } catch (error) {
      return saidBy(error);
    }
  }

  private known(node: ProjectTreeNode, parent: ProjectTreeNode | undefined): ProjectTreeNode {
    const id = nodeId(node);
    const before = this.nodes.get(id);
    // A message says what is so now; every other node is its id.
    const same = before && !("said" in node) ? before : node;
    this.nodes.set(id, same);
    if (parent) this.parents.set(id, parent);
    return same;
  }
}
