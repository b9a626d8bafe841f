import type * as vscode from "vscode";
import type { PeopleTreeNode, ProjectTreeNode, TreeNode } from "./views/node";
import type { DropHandler } from "./views/treeDrop";

/** A view, and how it is told that its rows are others now. */
export interface RegisteredView<Node> {
  readonly view: vscode.TreeView<Node>;
  rowsChanged(node: Node | undefined): void;
}

/** What is behind a view. */
export type Rows<Node> = Required<Pick<vscode.TreeDataProvider<Node>, "getChildren" | "getParent" | "getTreeItem">> & {
  resolveTreeItem(item: vscode.TreeItem, node: Node): vscode.TreeItem;
};

/** What is registered at activation, for what is loaded later to use. */
export interface Registered {
  readonly projects: RegisteredView<ProjectTreeNode>;
  readonly people: RegisteredView<PeopleTreeNode>;
  filesChanged(changes: vscode.FileChangeEvent[]): void;
}

/** What VS Code hands to a command: the row it was called on, and all that are selected. */
export type CommandArguments = readonly [node?: TreeNode, nodes?: readonly TreeNode[]];

/** What is loaded when one of them is used first. */
export interface Loaded {
  readonly tree: Rows<ProjectTreeNode>;
  readonly peopleTree: Rows<PeopleTreeNode>;
  readonly files: Pick<vscode.FileSystemProvider, "readFile" | "stat" | "writeFile">;
  readonly editors: vscode.CustomTextEditorProvider;
  readonly reviews: vscode.WebviewPanelSerializer;
  readonly drop: DropHandler;
  /** Begins to check the files that text editors show. */
  checkFiles(): Promise<void>;
  /** Runs a command by its name without `redcapAccess.`, and says what went wrong. */
  run(command: string, nodes: CommandArguments): Promise<void>;
}
