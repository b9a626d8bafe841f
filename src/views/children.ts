import * as vscode from "vscode";
import { byUsername, isFiltering, matches } from "../core/people";
import type { PeopleFilter } from "../core/people";
import type { Person, Snapshot } from "../core/snapshot";
import type { MessageNode, TableNode, TreeNode, UserNode } from "./node";
import { nodeId } from "./nodeId";
import type { TreeFacts } from "./treeItem";

export type Grouping = "none" | "role" | "dag";

export interface Shown extends TreeFacts {
  readonly filter: PeopleFilter;
  readonly grouping: Grouping;
}

/** Servers when there are several, else the projects at once. */
export function roots({ connections }: TreeFacts): readonly TreeNode[] {
  const list = connections.list();
  const origins = [...new Set(list.map(({ origin }) => origin))];
  if (origins.length > 1) return origins.map((origin) => ({ kind: "server", origin }));
  return list.map(({ id }) => ({ kind: "project", connectionId: id }));
}

/** What stands below a node whose project is loaded. */
export function childrenOf(node: TreeNode, shown: Shown): readonly TreeNode[] {
  if (node.kind === "server")
    return shown.connections
      .list()
      .filter(({ origin }) => origin === node.origin)
      .map(({ id }) => ({ kind: "project", connectionId: id }));
  if (!("connectionId" in node)) return [];
  const { connectionId } = node;
  const snapshot = shown.projects.snapshot(connectionId);
  if (!snapshot) return [];
  const under = nodeId(node);
  switch (node.kind) {
    case "project":
      return (["users", "roles", "dags"] as const).map((kind) => ({ kind, connectionId }));
    case "users":
    case "roles":
    case "dags":
      return unreadable(node, snapshot) ?? rowsOf(node, snapshot, shown);
    case "userGroup":
      return users(connectionId, snapshot, shown, under, (person) => person[node.by] === node.key);
    case "user":
      return [{ kind: "role", connectionId, roleId: snapshot.people.get(node.username)?.role ?? "", under }];
    case "role":
      return users(connectionId, snapshot, shown, under, (person) => person.role === node.roleId);
    case "dag":
      return users(connectionId, snapshot, shown, under, (person) => person.dag === node.dagId);
    default:
      return [];
  }
}

function unreadable({ kind, connectionId }: TableNode, snapshot: Snapshot): readonly MessageNode[] | undefined {
  const content = ({ users: "user", roles: "userRole", dags: "dag" } as const)[kind];
  const missing = snapshot.missing[content];
  if (!missing) return undefined;
  const message = missing.right ? vscode.l10n.t("The token lacks the right {0}", missing.right) : missing.message;
  return [{ kind: "missing", connectionId, under: nodeId({ kind, connectionId }), message }];
}

function rowsOf(node: TableNode, snapshot: Snapshot, shown: Shown): readonly TreeNode[] {
  const { kind, connectionId } = node;
  const under = nodeId(node);
  const rows: readonly TreeNode[] =
    kind === "users"
      ? shown.grouping === "none"
        ? users(connectionId, snapshot, shown, under, () => true)
        : groups(connectionId, snapshot, shown, shown.grouping)
      : kind === "roles"
        ? [...snapshot.roles.keys()].map((roleId) => ({ kind: "role" as const, connectionId, roleId, under }))
        : [...snapshot.dags.keys()].map((dagId) => ({ kind: "dag" as const, connectionId, dagId, under }));
  if (rows.length > 0) return rows;
  const filtered = kind === "users" && isFiltering(shown.filter);
  const texts = {
    users: filtered ? vscode.l10n.t("Nobody matches the filter") : vscode.l10n.t("No users"),
    roles: vscode.l10n.t("No roles"),
    dags: vscode.l10n.t("No data access groups"),
  };
  return [{ kind: "empty", connectionId, under, message: texts[kind] }];
}

function users(
  connectionId: string,
  snapshot: Snapshot,
  shown: Shown,
  under: string,
  belongs: (person: Person) => boolean,
): readonly UserNode[] {
  const today = shown.today();
  return [...snapshot.people.values()]
    .filter((person) => belongs(person) && matches(snapshot, person, shown.filter, today))
    .sort(byUsername)
    .map(({ username }) => ({ kind: "user", connectionId, username, under }));
}

/** Groups that hold somebody, in the order of the project's own tables; those without come last. */
function groups(connectionId: string, snapshot: Snapshot, shown: Shown, by: "role" | "dag"): readonly TreeNode[] {
  const keys = [...(by === "role" ? snapshot.roles : snapshot.dags).keys(), ""];
  const today = shown.today();
  const held = new Set(
    [...snapshot.people.values()]
      .filter((person) => matches(snapshot, person, shown.filter, today))
      .map((person) => person[by]),
  );
  return keys.filter((key) => held.has(key)).map((key) => ({ kind: "userGroup", connectionId, by, key }));
}
