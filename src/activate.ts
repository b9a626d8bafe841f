import * as vscode from "vscode";
import type { CommandArguments, Loaded, Registered, RegisteredView, Rows } from "./registered";
import { DRAFT_SCHEME, GRID, REVIEW } from "./editors/ids";
import { shownFiles } from "./editors/language/checkedFiles";
import type { PeopleTreeNode, ProjectTreeNode } from "./views/node";
import { TreeDrop } from "./views/treeDrop";

const PROJECTS = "redcapAccess.projects";
const PEOPLE = "redcapAccess.people";

interface Manifest {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

/**
 * Registers what VS Code asks of us from the start: commands, the view, drafts as files and their grid. All else, which
 * `start` of extension.ts builds, is read when the first of them is used. Nothing is read or sent before.
 */
export function activate(context: vscode.ExtensionContext): void {
  let started: Promise<Loaded> | undefined;
  const loaded = () => (started ??= import("./extension").then(({ start }) => start(context, registered)));

  const files = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  const projects = registeredView<ProjectTreeNode>(PROJECTS, async () => (await loaded()).tree, {
    canSelectMany: true,
    dragAndDropController: new TreeDrop(
      PROJECTS,
      async (users, target) => await (await loaded()).drop(users, target),
      async (dropped, target) => await vscode.commands.executeCommand("redcapAccess.importFile", target, dropped),
    ),
  });
  const people = registeredView<PeopleTreeNode>(PEOPLE, async () => (await loaded()).peopleTree);
  const registered: Registered = { projects, people, filesChanged: (changes) => files.fire(changes) };

  const refused = (uri: vscode.Uri) => {
    throw vscode.FileSystemError.NoPermissions(uri);
  };
  const drafts: vscode.FileSystemProvider = {
    onDidChangeFile: files.event,
    watch: () => new vscode.Disposable(() => undefined),
    stat: async (uri) => await (await loaded()).files.stat(uri),
    readFile: async (uri) => await (await loaded()).files.readFile(uri),
    writeFile: async (...write) => await (await loaded()).files.writeFile(...write),
    readDirectory: () => [],
    createDirectory: refused,
    delete: refused,
    rename: refused,
  };
  const grids: vscode.CustomTextEditorProvider = {
    resolveCustomTextEditor: async (...grid) => await (await loaded()).editors.resolveCustomTextEditor(...grid),
  };
  const reviews: vscode.WebviewPanelSerializer = {
    deserializeWebviewPanel: async (...panel) => await (await loaded()).reviews.deserializeWebviewPanel(...panel),
  };
  context.subscriptions.push(
    ...[files, projects, people],
    vscode.workspace.registerFileSystemProvider(DRAFT_SCHEME, drafts, { isCaseSensitive: true }),
    vscode.window.registerCustomEditorProvider(GRID, grids, { supportsMultipleEditorsPerDocument: true }),
    vscode.window.registerWebviewPanelSerializer(REVIEW, reviews),
  );

  const whenShown = vscode.window.onDidChangeVisibleTextEditors(look);
  context.subscriptions.push(whenShown);
  look();
  /** Files are checked from the first one on that concerns us. */
  function look(): void {
    if (shownFiles().length === 0) return;
    whenShown.dispose();
    void loaded().then((started) => started.checkFiles());
  }

  const { contributes } = context.extension.packageJSON as Manifest;
  for (const { command } of contributes.commands) {
    const name = command.slice(command.indexOf(".") + 1);
    const run = async (...nodes: CommandArguments) => await (await loaded()).run(name, nodes);
    context.subscriptions.push(vscode.commands.registerCommand(command, run));
  }
}

/** A view whose rows come from the product, which is read when the view is first looked at. */
function registeredView<Node>(
  id: string,
  rows: () => Promise<Rows<Node>>,
  options: Omit<vscode.TreeViewOptions<Node>, "treeDataProvider"> = {},
): RegisteredView<Node> & vscode.Disposable {
  const changed = new vscode.EventEmitter<Node | undefined>();
  const view = vscode.window.createTreeView<Node>(id, {
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: async (node) => await (await rows()).getChildren(node),
      getTreeItem: async (node) => await (await rows()).getTreeItem(node),
      getParent: async (node) => await (await rows()).getParent(node),
      resolveTreeItem: async (item, node) => (await rows()).resolveTreeItem(item, node),
    },
    showCollapseAll: true,
    ...options,
  });
  return {
    view,
    rowsChanged: (node) => changed.fire(node),
    dispose: () => [changed, view].forEach((each) => void each.dispose()),
  };
}
