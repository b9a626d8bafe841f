import * as vscode from "vscode";
import type { DagNode, RoleNode, ProjectTreeNode, UserGroupNode, UserNode } from "./node";

export type DropTarget = RoleNode | DagNode | UserGroupNode;

/** Called when users were dropped on a role or group, possibly one of another project. */
export type DropHandler = (users: readonly UserNode[], target: DropTarget) => void | Promise<void>;

/** Called when files were dropped on what belongs to a project. */
export type FileDropHandler = (files: readonly vscode.Uri[], target: ProjectTreeNode) => void | Thenable<void>;

const FILES = "text/uri-list";

/**
 * Users dragged onto a role or group: a quick action, which asks before anything is sent. Files dragged onto a project
 * or anything in it: an import, which asks too.
 */
export class TreeDrop implements vscode.TreeDragAndDropController<ProjectTreeNode> {
  private readonly type: string;
  readonly dragMimeTypes: readonly string[] = [];
  readonly dropMimeTypes: readonly string[];
  private dragged: readonly UserNode[] = [];

  constructor(
    view: string,
    private readonly onDrop: DropHandler,
    private readonly onFiles: FileDropHandler,
  ) {
    this.type = `application/vnd.code.tree.${view.toLowerCase()}`;
    this.dropMimeTypes = [this.type, FILES];
  }

  handleDrag(source: readonly ProjectTreeNode[], data: vscode.DataTransfer): void {
    this.dragged = source.filter((node) => node.kind === "user");
    // Who is dragged stays in memory: a transfer can be read by other drop targets.
    if (this.dragged.length > 0) data.set(this.type, new vscode.DataTransferItem("users"));
  }

  async handleDrop(target: ProjectTreeNode | undefined, data: vscode.DataTransfer): Promise<void> {
    const users = this.dragged;
    this.dragged = [];
    if (users.length > 0) {
      if (isDropTarget(target)) await this.onDrop(users, target);
      return;
    }
    const files = urisOf((await data.get(FILES)?.asString()) ?? "");
    if (files.length > 0 && target && "connectionId" in target) await this.onFiles(files, target);
  }
}

/** One address a line; lines with a # are comments. */
function urisOf(list: string): readonly vscode.Uri[] {
  return list
    .split(/\r?\n/)
    .filter((line) => line.trim() !== "" && !line.startsWith("#"))
    .map((line) => vscode.Uri.parse(line.trim()));
}

function isDropTarget(node: ProjectTreeNode | undefined): node is DropTarget {
  return node?.kind === "role" || node?.kind === "dag" || node?.kind === "userGroup";
}
