import * as vscode from "vscode";
import { hasNoRole, personLine, personState } from "../../core/access/people";
import { accountId } from "../../core/people/knownPeople";
import { nameOf } from "../../core/people/knownPeople";
import { shown } from "../../core/text/displayText";
import { joined, message, plural, verbatim } from "../../core/text/message";
import type { Message } from "../../core/text/message";
import { text } from "../../platform/language";
import { stateColor, stateUri } from "../decorations";
import { nodeId } from "../node";
import type { PeopleTreeNode, UnreadProjectNode, UserNode } from "../node";
import { userContext } from "../treeItem";
import type { ShownPeople } from "./peopleRows";

const { None, Collapsed } = vscode.TreeItemCollapsibleState;
/** Longest description of a row. */
const LINE = 300;

/** The picture of a row. What comes from servers is plain text everywhere. */
export function peopleItem(node: PeopleTreeNode, shownPeople: ShownPeople): vscode.TreeItem {
  const item = paint(node, shownPeople);
  item.id = nodeId(node);
  return item;
}

function paint(node: PeopleTreeNode, shownPeople: ShownPeople): vscode.TreeItem {
  const { directory, people, most } = shownPeople;
  switch (node.kind) {
    case "unread": {
      const { length } = directory.unread;
      const label = plural(length, { one: "{count} project not read", other: "{count} projects not read" });
      return make(label, Collapsed, { icon: "circle-slash", contextValue: "unread" });
    }
    case "unreadProject":
      return unreadProject(node, shownPeople);
    case "person":
      return person(node.account, shownPeople);
    case "user":
      return membership(node, shownPeople);
    case "more": {
      const label = plural(people.size - most, { one: "{count} more person", other: "{count} more people" });
      const item = make(label, None, { icon: "ellipsis", contextValue: "more" });
      item.command = { command: "redcapAccess.showMorePeople", title: "" };
      return item;
    }
  }
}

interface Look {
  readonly icon: string;
  readonly color?: string | undefined;
  readonly description?: Message;
  readonly contextValue: string;
}

function make(label: Message, state: vscode.TreeItemCollapsibleState, look: Look): vscode.TreeItem {
  const [name, description] = [text(label), look.description ? shown(text(look.description), LINE) : ""];
  const item = new vscode.TreeItem(name, state);
  item.iconPath = new vscode.ThemeIcon(look.icon, look.color ? new vscode.ThemeColor(look.color) : undefined);
  if (description !== "") item.description = description;
  item.contextValue = look.contextValue;
  item.accessibilityInformation = { label: [name, description.replaceAll(" · ", ", ")].filter(Boolean).join(", ") };
  return item;
}

function unreadProject({ connectionId }: UnreadProjectNode, { directory }: ShownPeople): vscode.TreeItem {
  const unread = directory.unread.find(({ connection }) => connection.id === connectionId);
  const { connection, loading = false, said } = unread ?? {};
  return make(verbatim(shown(connection?.label ?? "")), None, {
    icon: loading ? "loading~spin" : said ? "warning" : "project",
    description: said ?? (loading ? message("loading") : message("not read")),
    contextValue: "unreadProject",
  });
}

function person(account: string, { people, findingsOf }: ShownPeople): vscode.TreeItem {
  const found = people.get(account);
  if (!found) return make(verbatim(account), None, { icon: "person", contextValue: "gone" });
  const { accounts, memberships: all } = found.person;
  const names = [...new Set(accounts.map(({ username }) => shown(username)))].join(", ");
  const count = found.memberships.length;
  const findings = findingsOf(found.person);
  const projects =
    count < all.length
      ? message("{some} of {all} projects", { some: count, all: all.length })
      : plural(count, { one: "{count} project", other: "{count} projects" });
  const item = make(verbatim(nameOf(found.person)), Collapsed, {
    icon: accounts.length > 1 ? "organization" : "person",
    description: joined(
      [
        verbatim(names),
        projects,
        ...(findings > 0 ? [plural(findings, { one: "{count} finding", other: "{count} findings" })] : []),
      ],
      " · ",
    ),
    contextValue: "person",
  });
  item.command = { command: "redcapAccess.showPerson", title: "", arguments: [{ kind: "person", account }] };
  return item;
}

/** Somebody in one project: named by the project, with all that can be done there. */
function membership(node: UserNode, { directory, today }: ShownPeople): vscode.TreeItem {
  const project = directory.known.projects.find(({ id }) => id === node.connectionId);
  const member = project?.snapshot.people.get(node.username);
  if (!project || !member) return make(verbatim(shown(node.username)), None, { icon: "project", contextValue: "gone" });
  const { snapshot, label, origin, host } = project;
  const state = personState(member, today);
  const noRole = hasNoRole(snapshot, member);
  const several = (directory.personOf(accountId(origin, node.username))?.accounts.length ?? 1) > 1;
  const line = personLine(snapshot, member, today);
  const item = make(verbatim(shown(label)), None, {
    icon: "project",
    color: stateColor(state, noRole),
    description: several ? message("{line} · {host}", { line, host }) : line,
    contextValue: userContext(snapshot, member),
  });
  item.resourceUri = stateUri(state, noRole);
  return item;
}
