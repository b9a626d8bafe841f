import { message, saidBy } from "../core/text/message";
import { text } from "../platform/language";
import { EMPTY_TABLE } from "../core/dataTable";
import { sameUser } from "../core/access/usernames";
import { grantedRights } from "../core/access/grants";
import { hasNoRole, knowsDags, knowsRoles, personState } from "../core/access/people";
import type { Today } from "../core/access/people";
import type { Person, Snapshot } from "../core/access/snapshot";
import { dagName, roleName } from "../core/access/names";
import type { Shown } from "./children";
import type { ProjectTreeNode } from "./node";
import { shown as oneLine, shownText } from "../core/text/displayText";
import { moment } from "../platform/moment";

/** Tooltips are long, so VS Code asks for them only when they show. Plain text: nothing in them is ever rendered. */
export function tooltip(node: ProjectTreeNode, shown: Shown): string | undefined {
  const text = words(node, shown);
  return text === undefined ? undefined : shownText(text);
}

function words(node: ProjectTreeNode, shown: Shown): string | undefined {
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
    text(message("Project {projectId}", { projectId })),
    owner
      ? text(message("Token of {user}", { user: oneLine(owner) }))
      : text(message("Nobody has said whose token this is")),
    snapshot ? text(message("Read {time}", { time: moment(snapshot.takenAt) })) : "",
    snapshot ? text(message("REDCap {version}", { version: snapshot.version })) : "",
    state.status === "failed" ? text(saidBy(state.error)) : "",
  ]
    .filter(Boolean)
    .join("\n");
}

function roleTooltip(snapshot: Snapshot, roleId: string): string {
  const found = snapshot.roles.get(roleId);
  const rights = found ? grantedRights(snapshot.tables.userRole ?? EMPTY_TABLE, found.row, snapshot.instruments) : [];
  return [`${roleName(snapshot, roleId)} (${oneLine(roleId)})`, "", ...bullets(rights.map(text))].join("\n");
}

function personTooltip(snapshot: Snapshot, person: Person, today: Today, owner: string | undefined): string {
  const rights = grantedRights(snapshot.tables.user ?? EMPTY_TABLE, person.row, snapshot.instruments);
  return [
    ...[person.username, person.name, person.email].filter(Boolean).map((each) => oneLine(each)),
    ...(owner !== undefined && sameUser(owner, person.username)
      ? [text(message("This is the person whose token is used."))]
      : []),
    ...dagLines(snapshot, person),
    ...expirationLines(person, today),
    ...(hasNoRole(snapshot, person) ? [text(message("Dimmed, because this person has no role"))] : []),
    "",
    rightsHeading(snapshot, person),
    ...bullets(rights.map(text)),
  ].join("\n");
}

/** Until when, and what the colour of the row says. */
function expirationLines(person: Person, today: Today): readonly string[] {
  const day = oneLine(person.expiration);
  switch (personState(person, today)) {
    case "expired":
      return [text(message("Red, because access expired on {day}: REDCap no longer lets this person in", { day }))];
    case "today":
      return [text(message("Marked, because access expires today, {day}", { day }))];
    case "soon":
      return [text(message("Marked, because access expires soon, on {day}", { day }))];
    case "active":
      return [text(message("Access until {day}", { day }))];
    default:
      return [text(message("Access does not expire"))];
  }
}

function dagLines(snapshot: Snapshot, person: Person): readonly string[] {
  if (person.dagDisputed) return [text(message("REDCap names different data access groups in different tables"))];
  if (person.dag) return [text(message("Data access group: {dag}", { dag: dagName(snapshot, person.dag) }))];
  const says = knowsDags(snapshot) && snapshot.dags.size > 0;
  return says ? [text(message("No data access group: sees the records of every group"))] : [];
}

function rightsHeading(snapshot: Snapshot, person: Person): string {
  if (person.role) return text(message("Rights from the role {role}:", { role: roleName(snapshot, person.role) }));
  return knowsRoles(snapshot) ? text(message("No role, own rights:")) : text(message("Rights:"));
}

function bullets(lines: readonly string[]): readonly string[] {
  return lines.length > 0 ? lines.map((line) => `• ${line}`) : [text(message("• None"))];
}
