import type { TreeNode } from "./node";

/** Stable over refreshes: made of domain ids and the path above, so that selection and expansion survive. */
export function nodeId(node: TreeNode): string {
  switch (node.kind) {
    case "server":
      return `server/${node.origin}`;
    case "project":
      return node.connectionId;
    case "users":
    case "roles":
    case "dags":
      return `${node.connectionId}/${node.kind}`;
    case "userGroup":
      return `${node.connectionId}/users/userGroup/${node.by}:${encodeURIComponent(node.key)}`;
    case "user":
      return `${node.under}/user/${encodeURIComponent(node.username)}`;
    case "role":
      return `${node.under}/role/${encodeURIComponent(node.roleId)}`;
    case "dag":
      return `${node.under}/dag/${encodeURIComponent(node.dagId)}`;
    default:
      return `${node.under}/${node.kind}`;
  }
}
