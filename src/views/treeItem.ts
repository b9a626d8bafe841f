import * as vscode from "vscode";
import type { Connections } from "../app/connections";
import type { Drafts } from "../app/drafts";
import type { Projects } from "../app/projects";
import { grantedRights } from "../core/grants";
import { hasNoRole, personLine, personState } from "../core/people";
import type { Today } from "../core/people";
import type { Snapshot } from "../core/snapshot";
import { EMPTY_TABLE } from "../core/dataTable";
import { dagName, roleName } from "../core/words";
import { stateUri } from "./decorations";
import type { DagNode, MessageNode, RoleNode, TableNode, TreeNode, UserGroupNode, UserNode } from "./node";
import { nodeId } from "./nodeId";

export interface TreeFacts {
  readonly connections: Connections;
  readonly projects: Projects;
  readonly drafts: Drafts;
  readonly today: () => Today;
}

const { None, Collapsed } = vscode.TreeItemCollapsibleState;
const icon = (name: string) => new vscode.ThemeIcon(name);

/** The picture of a node. Texts from the server are plain text everywhere: labels, descriptions, tooltips. */
export function treeItem(node: TreeNode, facts: TreeFacts): vscode.TreeItem {
  const item = paint(node, facts);
  item.id = nodeId(node);
  return item;
}

function paint(node: TreeNode, facts: TreeFacts): vscode.TreeItem {
  switch (node.kind) {
    case "server":
      return make(new URL(node.origin).host, Collapsed, { icon: "server", contextValue: "server" });
    case "project":
      return project(node.connectionId, facts);
    case "users":
    case "roles":
    case "dags":
      return table(node, facts);
    case "userGroup":
      return group(node, facts);
    case "user":
      return user(node, facts);
    case "role":
      return role(node, facts);
    case "dag":
      return dag(node, facts);
    default:
      return message(node);
  }
}

interface Look {
  readonly icon?: string;
  readonly description?: string;
  readonly contextValue: string;
  /** What a screen reader says instead of label and description. */
  readonly spoken?: string;
}

function make(label: string, state: vscode.TreeItemCollapsibleState, look: Look): vscode.TreeItem {
  const item = new vscode.TreeItem(label, state);
  if (look.icon) item.iconPath = icon(look.icon);
  if (look.description) item.description = look.description;
  item.contextValue = look.contextValue;
  item.accessibilityInformation = { label: look.spoken ?? [label, look.description].filter(Boolean).join(", ") };
  return item;
}

function project(id: string, { connections, projects, drafts }: TreeFacts): vscode.TreeItem {
  const connection = connections.get(id);
  const state = projects.state(id);
  const pending = drafts.changedCount(id);
  const notes = [
    connection?.sample ? vscode.l10n.t("sample") : "",
    pending > 0 ? vscode.l10n.t("{0} changes not yet in REDCap", pending) : "",
  ];
  const item = make(connection?.label ?? "", Collapsed, {
    icon: state.status === "loading" ? "loading~spin" : state.status === "failed" ? "error" : "project",
    description: notes.filter(Boolean).join(" · "),
    contextValue: connection?.sample ? "project sample" : "project",
  });
  if (connection) {
    const owner = connection.owner
      ? vscode.l10n.t("token of {0}", connection.owner)
      : vscode.l10n.t("token of an unknown person");
    item.tooltip = [
      connection.title,
      connection.apiUrl,
      vscode.l10n.t("project {0}", connection.projectId),
      owner,
    ].join("\n");
  }
  return item;
}

const TABLE_LOOKS = {
  users: { icon: "person", title: () => vscode.l10n.t("Users") },
  roles: { icon: "shield", title: () => vscode.l10n.t("Roles") },
  dags: { icon: "location", title: () => vscode.l10n.t("Data Access Groups") },
} as const;

function table({ kind, connectionId }: TableNode, { projects }: TreeFacts): vscode.TreeItem {
  const snapshot = projects.snapshot(connectionId);
  const rows = { users: snapshot?.people, roles: snapshot?.roles, dags: snapshot?.dags }[kind];
  const content = ({ users: "user", roles: "userRole", dags: "dag" } as const)[kind];
  const missing = snapshot?.missing[content];
  const { icon, title } = TABLE_LOOKS[kind];
  const description = missing ? vscode.l10n.t("not readable") : String(rows?.size ?? 0);
  return make(title(), Collapsed, { icon, description, contextValue: `table ${kind}` });
}

function group({ connectionId, by, key }: UserGroupNode, { projects }: TreeFacts): vscode.TreeItem {
  const snapshot = projects.snapshot(connectionId);
  const none = by === "role" ? vscode.l10n.t("No role") : vscode.l10n.t("No group");
  const name = !snapshot || !key ? none : by === "role" ? roleName(snapshot, key) : dagName(snapshot, key);
  const look = { icon: by === "role" ? "shield" : "location", contextValue: "userGroup" };
  return make(name, Collapsed, look);
}

function user(node: UserNode, { projects, connections, today }: TreeFacts): vscode.TreeItem {
  const snapshot = projects.snapshot(node.connectionId);
  const person = snapshot?.people.get(node.username);
  if (!snapshot || !person) return make(node.username, None, { contextValue: "gone" });
  const below = /\/(?:role|dag|userGroup)\//.test(node.under) || !person.role ? None : Collapsed;
  const now = today();
  const line = personLine(snapshot, person, now);
  const owner = connections.get(node.connectionId)?.owner === person.username;
  const item = make(person.username, below, {
    icon: owner ? "account" : "person",
    description: line,
    contextValue: "user",
    spoken: [person.username, person.name, line.replaceAll(" · ", ", ")].filter(Boolean).join(", "),
  });
  item.resourceUri = stateUri(personState(person, now), hasNoRole(snapshot, person));
  return item;
}

function role({ connectionId, roleId, under }: RoleNode, { projects }: TreeFacts): vscode.TreeItem {
  const snapshot = projects.snapshot(connectionId);
  const members = snapshot?.roles.get(roleId)?.members.length ?? 0;
  const name = snapshot ? roleName(snapshot, roleId) : roleId;
  const state = members > 0 && !under.includes("/user/") ? Collapsed : None;
  return make(name, state, { icon: "shield", description: memberCount(members), contextValue: "role" });
}

function dag({ connectionId, dagId }: DagNode, { projects }: TreeFacts): vscode.TreeItem {
  const snapshot = projects.snapshot(connectionId);
  const members = snapshot?.dags.get(dagId)?.members.length ?? 0;
  const name = snapshot ? dagName(snapshot, dagId) : dagId;
  const look = { icon: "location", description: memberCount(members), contextValue: "dag" };
  return make(name, members > 0 ? Collapsed : None, look);
}

function memberCount(count: number): string {
  return count === 1 ? vscode.l10n.t("1 person") : vscode.l10n.t("{0} people", count);
}

function message({ kind, message }: MessageNode): vscode.TreeItem {
  const look = { error: ["error", "error retry"], missing: ["lock", "missing"], empty: ["info", "empty"] } as const;
  const [name, contextValue] = look[kind];
  const item = make(message, None, { icon: name, contextValue });
  item.tooltip = message;
  return item;
}

/** Tooltips are long; VS Code asks for them only when they show. */
export function tooltip(node: TreeNode, { projects }: TreeFacts): string | undefined {
  if (!("connectionId" in node)) return undefined;
  const snapshot = projects.snapshot(node.connectionId);
  if (!snapshot) return undefined;
  if (node.kind === "user") return personTooltip(snapshot, node.username);
  if (node.kind !== "role") return undefined;
  const found = snapshot.roles.get(node.roleId);
  const lines = found ? grantedRights(snapshot.tables.userRole ?? EMPTY_TABLE, found.row, snapshot.instruments) : [];
  return [`${roleName(snapshot, node.roleId)} (${node.roleId})`, ...lines].join("\n");
}

function personTooltip(snapshot: Snapshot, username: string): string | undefined {
  const person = snapshot.people.get(username);
  if (!person) return undefined;
  const source = person.role
    ? vscode.l10n.t("Rights from the role {0}:", roleName(snapshot, person.role))
    : vscode.l10n.t("Own rights:");
  const dag = person.dag
    ? vscode.l10n.t("Data access group: {0}", dagName(snapshot, person.dag))
    : vscode.l10n.t("No data access group: sees all records");
  const heading = [person.username, person.name, person.email].filter(Boolean);
  const rights = grantedRights(snapshot.tables.user ?? EMPTY_TABLE, person.row, snapshot.instruments);
  return [...heading, dag, source, ...rights].join("\n");
}
