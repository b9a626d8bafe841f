import * as vscode from "vscode";
import { message, plural } from "../core/text/message";
import { text } from "../platform/language";
import type { Connection } from "../app/connections/connection";
import type { Person, Snapshot } from "../core/access/snapshot";
import { shown as shownWords, shownText } from "../core/text/displayText";
import { sameUser } from "../core/access/usernames";
import { hasNoRole, knowsDags, knowsRoles, isFiltering, personLine, personState } from "../core/access/people";
import { dagName, roleName } from "../core/access/names";
import { shownPeople } from "./children";
import type { Shown } from "./children";
import { projectUri, stateColor, stateUri } from "./decorations";
import type { DagNode, MessageNode, RoleNode, TableNode, ProjectTreeNode, UserGroupNode, UserNode } from "./node";
import { nodeId, standsUnder } from "./node";

const { None, Collapsed } = vscode.TreeItemCollapsibleState;

/** The picture of a node. Texts from the server are plain text everywhere: labels, descriptions, tooltips. */
export function treeItem(node: ProjectTreeNode, shown: Shown): vscode.TreeItem {
  const item = paint(node, shown);
  item.id = nodeId(node);
  return item;
}

function paint(node: ProjectTreeNode, shown: Shown): vscode.TreeItem {
  switch (node.kind) {
    case "server":
      return server(node.origin, shown);
    case "project":
      return project(node.connectionId, shown);
    case "users":
    case "roles":
    case "dags":
      return table(node, shown);
    case "userGroup":
      return group(node, shown);
    case "user":
      return user(node, shown);
    case "role":
      return role(node, shown);
    case "dag":
      return dag(node, shown);
    default:
      return notice(node);
  }
}

interface Look {
  readonly icon: string;
  readonly color?: string | undefined;
  readonly description?: string;
  readonly contextValue: string;
  /** What a screen reader says instead of label and description. */
  readonly spoken?: string;
}

function make(name: string, state: vscode.TreeItemCollapsibleState, look: Look): vscode.TreeItem {
  const label = shownWords(name);
  const item = new vscode.TreeItem(label, state);
  item.iconPath = new vscode.ThemeIcon(look.icon, look.color ? new vscode.ThemeColor(look.color) : undefined);
  if (look.description) item.description = shownWords(look.description, LINE);
  item.contextValue = look.contextValue;
  const spoken = look.spoken ?? [label, look.description].filter(Boolean).join(", ");
  item.accessibilityInformation = { label: shownWords(spoken, LINE) };
  return item;
}

/** Longest description of a row. */
const LINE = 300;

function server(origin: string, { connections }: Shown): vscode.TreeItem {
  const sample = [...connections.values()].some((connection) => connection.origin === origin && connection.sample);
  const description = sample ? text(message("sample, on this computer")) : "";
  return make(new URL(origin).host, Collapsed, { icon: "server", contextValue: "server", description });
}

function project(id: string, { connections, projects, changedCount }: Shown): vscode.TreeItem {
  const connection = connections.get(id);
  const state = projects.state(id);
  const pending = changedCount(id);
  const notes = [
    connection?.sample ? text(message("sample")) : "",
    pending > 0
      ? text(plural(pending, { one: "{count} change not yet in REDCap", other: "{count} changes not yet in REDCap" }))
      : "",
    state.status === "failed" ? text(message("not refreshed")) : "",
  ];
  const icon = { loading: "loading~spin", failed: "warning", loaded: "project", idle: "project" }[state.status];
  const item = make(connection?.label ?? "", Collapsed, {
    icon,
    description: notes.filter(Boolean).join(" · "),
    contextValue: ["project", connection?.sample ? "sample" : "", pending > 0 ? "changed" : ""]
      .filter(Boolean)
      .join(" "),
    spoken: spokenProject(connection, state.status === "loading", notes),
  });
  // A narrow side bar cuts the words behind the name, and a mark stands before that.
  item.resourceUri = projectUri(pending, state.status === "failed");
  return item;
}

function spokenProject(connection: Connection | undefined, loading: boolean, notes: readonly string[]): string {
  const busy = loading ? text(message("loading")) : "";
  return [text(message("Project {project}", { project: connection?.label ?? "" })), ...notes, busy]
    .filter(Boolean)
    .join(", ");
}

const TABLE_LOOKS = {
  users: { icon: "person", title: () => text(message("Users")) },
  roles: { icon: "shield", title: () => text(message("Roles")) },
  dags: { icon: "location", title: () => text(message("Data Access Groups")) },
} as const;

function table({ kind, connectionId }: TableNode, shown: Shown): vscode.TreeItem {
  const snapshot = shown.projects.snapshot(connectionId);
  const rows = { users: snapshot?.people, roles: snapshot?.roles, dags: snapshot?.dags }[kind];
  const content = ({ users: "user", roles: "userRole", dags: "dag" } as const)[kind];
  const all = rows?.size ?? 0;
  const { icon, title } = TABLE_LOOKS[kind];
  const some = kind === "users" && snapshot && isFiltering(shown.filter);
  const count = some
    ? text(message("{some} of {all}", { some: shownPeople(snapshot, shown).length, all }))
    : String(all);
  const description = snapshot?.missing[content] ? text(message("not readable")) : count;
  return make(title(), Collapsed, { icon, description, contextValue: `table ${kind}` });
}

function group({ connectionId, by, key }: UserGroupNode, shown: Shown): vscode.TreeItem {
  const snapshot = shown.projects.snapshot(connectionId);
  const look = { icon: by === "role" ? "shield" : "location", contextValue: "userGroup" };
  if (!snapshot) return make(key, Collapsed, look);
  const known = by === "role" ? knowsRoles(snapshot) : knowsDags(snapshot);
  const none = by === "role" ? text(message("No role")) : text(message("No group"));
  const without = known ? none : text(message("Not readable with this token"));
  const name = key === "" ? without : by === "role" ? roleName(snapshot, key) : dagName(snapshot, key);
  const all = [...snapshot.people.values()].filter((person) => person[by] === key).length;
  return make(name, Collapsed, { ...look, description: membersOf(snapshot, shown, by, key, all) });
}

function user(node: UserNode, { projects, connections, today }: Shown): vscode.TreeItem {
  const snapshot = projects.snapshot(node.connectionId);
  const person = snapshot?.people.get(node.username);
  if (!snapshot || !person) return make(node.username, None, { icon: "person", contextValue: "gone" });
  const below = /\/(?:role|dag)\//.test(node.under) || !person.role ? None : Collapsed;
  const state = personState(person, today);
  const noRole = hasNoRole(snapshot, person);
  const line = text(personLine(snapshot, person, today, standsUnder(node)));
  const owner = connections.get(node.connectionId)?.owner;
  const isOwner = owner !== undefined && sameUser(owner, person.username);
  const spoken = [
    person.username,
    person.name,
    line.replaceAll(" · ", ", "),
    isOwner ? text(message("whose token this is")) : "",
  ];
  const item = make(person.username, below, {
    icon: isOwner ? "key" : "person",
    color: stateColor(state, noRole),
    description: line,
    contextValue: userContext(snapshot, person),
    spoken: spoken.filter(Boolean).join(", "),
  });
  item.resourceUri = stateUri(state, noRole);
  return item;
}

/** What there is to do in the project: menus name only that. Of several people VS Code shows what all of them offer. */
export function userContext(snapshot: Snapshot, { role, dag }: Person): string {
  const can = [snapshot.roles.size > 0 || role ? "canRole" : "", snapshot.dags.size > 0 || dag ? "canDag" : ""];
  return ["user", ...can].filter(Boolean).join(" ");
}

/** "12 people", or "3 of 12 people" while a filter hides the others. */
function membersOf(snapshot: Snapshot | undefined, shown: Shown, by: "role" | "dag", key: string, all: number): string {
  if (!snapshot || all === 0 || !isFiltering(shown.filter)) return memberCount(all);
  const some = shownPeople(snapshot, shown).filter((person) => person[by] === key).length;
  return text(plural(all, { one: "{some} of {count} person", other: "{some} of {count} people" }, { some }));
}

function role({ connectionId, roleId, under }: RoleNode, shown: Shown): vscode.TreeItem {
  const snapshot = shown.projects.snapshot(connectionId);
  const members = snapshot?.roles.get(roleId)?.members.length ?? 0;
  const name = snapshot ? roleName(snapshot, roleId) : roleId;
  const state = members > 0 && !under.includes("/user/") ? Collapsed : None;
  const description = membersOf(snapshot, shown, "role", roleId, members);
  return make(name, state, { icon: "shield", description, contextValue: "role" });
}

function dag({ connectionId, dagId }: DagNode, shown: Shown): vscode.TreeItem {
  const snapshot = shown.projects.snapshot(connectionId);
  const members = snapshot?.dags.get(dagId)?.members.length ?? 0;
  const name = snapshot ? dagName(snapshot, dagId) : dagId;
  const description = membersOf(snapshot, shown, "dag", dagId, members);
  const look = { icon: "location", description, contextValue: "dag" };
  return make(name, members > 0 ? Collapsed : None, look);
}

function memberCount(count: number): string {
  return text(plural(count, { one: "{count} person", other: "{count} people" }));
}

function notice({ kind, said }: MessageNode): vscode.TreeItem {
  const look = {
    error: ["error", "error retry"],
    doubt: ["warning", "doubt"],
    missing: ["lock", "missing"],
    empty: ["info", "empty"],
  } as const;
  const [icon, contextValue] = look[kind];
  const line = text(said);
  const item = make(line, None, { icon, contextValue });
  item.tooltip = shownText(line);
  return item;
}
