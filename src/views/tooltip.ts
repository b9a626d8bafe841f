import * as vscode from "vscode";
import { EMPTY_TABLE } from "../core/dataTable";
import { sameUser } from "../core/access/usernames";
import { grantedRights } from "../core/access/grants";
import { hasNoRole, knowsDags, knowsRoles, personState } from "../core/access/people";
import type { Today } from "../core/access/people";
import type { Person, Snapshot } from "../core/access/snapshot";
import { dagName, roleName } from "../core/access/names";
import type { Shown } from "./children";
import type { TreeNode } from "./node";
import { shown as oneLine, shownText } from "../core/text/displayText";

/** Tooltips are long, so VS Code asks for them only when they show. Plain text: nothing in them is ever rendered. */
export function tooltip(node: TreeNode, shown: Shown): string | undefined {
  const text = words(node, shown);
  return text === undefined ? undefined : shownText(text);
}

function words(node: TreeNode, shown: Shown): string | undefined {
  if (node.kind === "project") return projectTooltip(node.connectionId, shown);
  if (!("connectionId" in node)) return undefined;
  const snapshot = shown.projects.snapshot(node.connectionId);
  if (!snapshot) return undefined;
  if (node.kind === "role") return roleTooltip(snapshot, node.roleId);
  if (node.kind === "dag") return `${dagName(snapshot, node.dagId)} (${oneLine(node.dagId)})`;
  if (node.kind !== "user") return undefined;
  const person = snapshot.people.get(node.username);
  return person && personTooltip(snapshot, person, shown.today, shown.connections.get(node.connectionId)?.owner);
}

function projectTooltip(id: string, { connections, projects }: Shown): string | undefined {
  const connection = connections.get(id);
  if (!connection) return undefined;
  const { title, apiUrl, projectId, owner } = connection;
  const snapshot = projects.snapshot(id);
  const state = projects.state(id);
  return [
    oneLine(title),
    apiUrl,
    vscode.l10n.t("Project {0}", projectId),
    owner ? vscode.l10n.t("Token of {0}", oneLine(owner)) : vscode.l10n.t("Nobody has said whose token this is"),
    snapshot ? vscode.l10n.t("Read {0}", new Date(snapshot.takenAt).toLocaleString()) : "",
    snapshot ? vscode.l10n.t("REDCap {0}", snapshot.version) : "",
    state.status === "failed" ? state.error.message : "",
  ]
    .filter(Boolean)
    .join("\n");
}

function roleTooltip(snapshot: Snapshot, roleId: string): string {
  const found = snapshot.roles.get(roleId);
  const rights = found ? grantedRights(snapshot.tables.userRole ?? EMPTY_TABLE, found.row, snapshot.instruments) : [];
  return [`${roleName(snapshot, roleId)} (${oneLine(roleId)})`, "", ...bullets(rights)].join("\n");
}

function personTooltip(snapshot: Snapshot, person: Person, today: Today, owner: string | undefined): string {
  const rights = grantedRights(snapshot.tables.user ?? EMPTY_TABLE, person.row, snapshot.instruments);
  return [
    ...[person.username, person.name, person.email].filter(Boolean).map((each) => oneLine(each)),
    ...(owner !== undefined && sameUser(owner, person.username)
      ? [vscode.l10n.t("This is the person whose token is used.")]
      : []),
    ...dagLines(snapshot, person),
    ...expirationLines(person, today),
    ...(hasNoRole(snapshot, person) ? [vscode.l10n.t("Dimmed, because this person has no role")] : []),
    "",
    rightsHeading(snapshot, person),
    ...bullets(rights),
  ].join("\n");
}

/** Until when, and what the colour of the row says. */
function expirationLines(person: Person, today: Today): readonly string[] {
  const day = oneLine(person.expiration);
  switch (personState(person, today)) {
    case "expired":
      return [vscode.l10n.t("Red, because access expired on {0}: REDCap lets this person in no more", day)];
    case "today":
      return [vscode.l10n.t("Marked, because access expires today, {0}", day)];
    case "soon":
      return [vscode.l10n.t("Marked, because access expires soon, on {0}", day)];
    case "active":
      return [vscode.l10n.t("Access until {0}", day)];
    default:
      return [vscode.l10n.t("Access does not expire")];
  }
}

function dagLines(snapshot: Snapshot, person: Person): readonly string[] {
  if (person.dagDisputed) return [vscode.l10n.t("REDCap names different data access groups in different tables")];
  if (person.dag) return [vscode.l10n.t("Data access group: {0}", dagName(snapshot, person.dag))];
  const says = knowsDags(snapshot) && snapshot.dags.size > 0;
  return says ? [vscode.l10n.t("No data access group: sees the records of every group")] : [];
}

function rightsHeading(snapshot: Snapshot, person: Person): string {
  if (person.role) return vscode.l10n.t("Rights from the role {0}:", roleName(snapshot, person.role));
  return knowsRoles(snapshot) ? vscode.l10n.t("No role, own rights:") : vscode.l10n.t("Rights:");
}

function bullets(lines: readonly string[]): readonly string[] {
  return lines.length > 0 ? lines.map((line) => `• ${line}`) : [vscode.l10n.t("• None")];
}
