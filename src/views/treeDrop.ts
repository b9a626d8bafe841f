import * as vscode from "vscode";
import type { DagNode, RoleNode, TreeNode, UserNode } from "./node";

/** Called when users were dropped on a role or group of their own project. */
export type DropHandler = (users: readonly UserNode[], target: RoleNode | DagNode) => void;

/** Users dragged onto a role or group: a quick action, which asks before anything is sent. */
export class TreeDrop implements vscode.TreeDragAndDropController<TreeNode> {
  private readonly type: string;
  readonly dragMimeTypes: readonly string[];
  readonly dropMimeTypes: readonly string[];
  private dragged: readonly UserNode[] = [];

  constructor(
    view: string,
    private readonly onDrop: DropHandler,
  ) {
    this.type = `application/vnd.code.tree.${view.toLowerCase()}`;
    this.dragMimeTypes = [];
    this.dropMimeTypes = [this.type];
  }

  handleDrag(source: readonly TreeNode[], data: vscode.DataTransfer): void {
    this.dragged = source.filter((node) => node.kind === "user");
    // Who is dragged stays in memory: a transfer can be read by other drop targets.
    if (this.dragged.length > 0) data.set(this.type, new vscode.DataTransferItem("users"));
  }

  handleDrop(target: TreeNode | undefined): void {
    const users = this.dragged;
    this.dragged = [];
    if (target?.kind !== "role" && target?.kind !== "dag") return;
    const own = users.filter(({ connectionId }) => connectionId === target.connectionId);
    if (own.length > 0) this.onDrop(own, target);
  }
}
