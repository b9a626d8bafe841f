import type { Message } from "../core/text/message";
import { wellFormed } from "../core/text/wellFormed";

/** What the tree shows, as models; `treeItem.ts` paints them. Commands take these, and only their ids. */

interface ServerNode {
  readonly kind: "server";
  readonly origin: string;
}
interface ProjectNode {
  readonly kind: "project";
  readonly connectionId: string;
}
export interface TableNode {
  readonly kind: "users" | "roles" | "dags";
  readonly connectionId: string;
}
/** Users of one role or DAG when users are grouped; `key` '' holds those without. */
export interface UserGroupNode {
  readonly kind: "userGroup";
  readonly connectionId: string;
  readonly by: "role" | "dag";
  readonly key: string;
}
/** The path above, so that one user below several parents has several stable ids. */
type Under = { readonly under: string };
export interface UserNode extends Under {
  readonly kind: "user";
  readonly connectionId: string;
  readonly username: string;
}
export interface RoleNode extends Under {
  readonly kind: "role";
  readonly connectionId: string;
  readonly roleId: string;
}
export interface DagNode extends Under {
  readonly kind: "dag";
  readonly connectionId: string;
  readonly dagId: string;
}
/** A failed load (with Retry), a table the token may not read, an empty list, a line about a filter. */
export interface MessageNode extends Under {
  readonly kind: "error" | "doubt" | "missing" | "empty";
  readonly connectionId: string;
  readonly said: Message;
}

/** Somebody over all projects that have been read, by the id of an account. */
interface PersonNode {
  readonly kind: "person";
  readonly account: string;
}
/** The projects that nobody has read, and each of them. */
interface UnreadNode {
  readonly kind: "unread";
}
export interface UnreadProjectNode {
  readonly kind: "unreadProject";
  readonly connectionId: string;
}
/** Stands for the people beyond those that are shown. */
interface MoreNode {
  readonly kind: "more";
}

/** What the view of projects shows. */
export type ProjectTreeNode =
  ServerNode | ProjectNode | TableNode | UserGroupNode | UserNode | RoleNode | DagNode | MessageNode;

/** What the view of people shows; somebody in one project is a user there too. */
export type PeopleTreeNode = PersonNode | UserNode | UnreadNode | UnreadProjectNode | MoreNode;

export type TreeNode = ProjectTreeNode | PeopleTreeNode;

/** Stable over refreshes: made of domain ids and the path above, so that selection and expansion survive. */
export function nodeId(node: TreeNode): string {
  switch (node.kind) {
    case "server":
      return `server/${node.origin}`;
    case "project":
      return node.connectionId;
    case "person":
      return `person/${part(node.account)}`;
    case "unread":
    case "more":
      return node.kind;
    case "unreadProject":
      return `unread/${node.connectionId}`;
    case "users":
    case "roles":
    case "dags":
      return `${node.connectionId}/${node.kind}`;
    case "userGroup":
      return `${node.connectionId}/users/userGroup/${node.by}:${part(node.key)}`;
    case "user":
      return `${node.under}/user/${part(node.username)}`;
    case "role":
      return `${node.under}/role/${part(node.roleId)}`;
    case "dag":
      return `${node.under}/dag/${part(node.dagId)}`;
    default:
      return `${node.under}/${node.kind}`;
  }
}

/** Whose members stand here: what the row above says need not be said again. */
export function standsUnder({ under }: UserNode): "role" | "dag" | undefined {
  const [, by] = /\/(?:userGroup\/)?(role|dag)[/:][^/]*$/.exec(under) ?? [];
  return by === "role" || by === "dag" ? by : undefined;
}

function part(name: string): string {
  return encodeURIComponent(wellFormed(name));
}
