import type * as vscode from "vscode";
import type { TreeNode } from "./views/node";
import type { DropHandler } from "./views/treeDrop";

/** What is registered at activation, for what is loaded later to use. */
export interface Registered {
  readonly view: vscode.TreeView<TreeNode>;
  rowsChanged(node: TreeNode | undefined): void;
  filesChanged(changes: vscode.FileChangeEvent[]): void;
}

/** What VS Code hands to a command: the row it was called on, and all that are selected. */
export type CommandArguments = readonly [node?: TreeNode, nodes?: readonly TreeNode[]];

/** What is loaded when one of them is used first. */
export interface Loaded {
  readonly tree: Required<Pick<vscode.TreeDataProvider<TreeNode>, "getChildren" | "getParent" | "getTreeItem">> & {
    resolveTreeItem(item: vscode.TreeItem, node: TreeNode): vscode.TreeItem;
  };
  readonly files: Pick<vscode.FileSystemProvider, "readFile" | "stat" | "writeFile">;
  readonly editors: vscode.CustomTextEditorProvider;
  readonly reviews: vscode.WebviewPanelSerializer;
  readonly drop: DropHandler;
  /** Begins to check the files that text editors show. */
  checkFiles(): Promise<void>;
  /** Runs a command by its name without `redcapAccess.`, and says what went wrong. */
  run(command: string, nodes: CommandArguments): Promise<void>;
}
