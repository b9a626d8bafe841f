import * as vscode from "vscode";
import type { CommandArguments, Registered, Loaded } from "./registered";
import { DRAFT_SCHEME, GRID, REVIEW } from "./editors/ids";
import { shownFiles } from "./editors/language/checkedFiles";
import type { TreeNode } from "./views/node";
import { TreeDrop } from "./views/treeDrop";

const VIEW = "redcapAccess.projects";

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

  const rows = new vscode.EventEmitter<TreeNode | undefined>();
  const files = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  const view = vscode.window.createTreeView<TreeNode>(VIEW, {
    treeDataProvider: {
      onDidChangeTreeData: rows.event,
      getChildren: async (node) => await (await loaded()).tree.getChildren(node),
      getTreeItem: async (node) => await (await loaded()).tree.getTreeItem(node),
      getParent: async (node) => await (await loaded()).tree.getParent(node),
      resolveTreeItem: async (item, node) => (await loaded()).tree.resolveTreeItem(item, node),
    },
    canSelectMany: true,
    showCollapseAll: true,
    dragAndDropController: new TreeDrop(
      VIEW,
      async (users, target) => await (await loaded()).drop(users, target),
      async (dropped, target) => await vscode.commands.executeCommand("redcapAccess.importFile", target, dropped),
    ),
  });
  const registered: Registered = {
    view,
    rowsChanged: (node) => rows.fire(node),
    filesChanged: (changes) => files.fire(changes),
  };

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
    ...[rows, files, view],
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
