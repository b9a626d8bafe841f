import * as vscode from "vscode";
import type { DagNode, RoleNode, TreeNode, UserGroupNode, UserNode } from "./node";

export type DropTarget = RoleNode | DagNode | UserGroupNode;

/** Called when users were dropped on a role or group, possibly one of another project. */
export type DropHandler = (users: readonly UserNode[], target: DropTarget) => void | Promise<void>;

/** Users dragged onto a role or group: a quick action, which asks before anything is sent. */
export class TreeDrop implements vscode.TreeDragAndDropController<TreeNode> {
  private readonly type: string;
  readonly dragMimeTypes: readonly string[] = [];
  readonly dropMimeTypes: readonly string[];
  private dragged: readonly UserNode[] = [];

  constructor(
    view: string,
    private readonly onDrop: DropHandler,
  ) {
    this.type = `application/vnd.code.tree.${view.toLowerCase()}`;
    this.dropMimeTypes = [this.type];
  }

  handleDrag(source: readonly TreeNode[], data: vscode.DataTransfer): void {
    this.dragged = source.filter((node) => node.kind === "user");
    // Who is dragged stays in memory: a transfer can be read by other drop targets.
    if (this.dragged.length > 0) data.set(this.type, new vscode.DataTransferItem("users"));
  }

  async handleDrop(target: TreeNode | undefined): Promise<void> {
    const users = this.dragged;
    this.dragged = [];
    if (users.length > 0 && isDropTarget(target)) await this.onDrop(users, target);
  }
}

function isDropTarget(node: TreeNode | undefined): node is DropTarget {
  return node?.kind === "role" || node?.kind === "dag" || node?.kind === "userGroup";
}
