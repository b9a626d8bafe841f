import { joined, message, saidBy } from "../core/text/message";
import type { Message } from "../core/text/message";
import type { Projects } from "../app/projects/projects";
import type { Connection } from "../app/connections/connection";
import { isFiltering, matches, sortedPeople } from "../core/access/people";
import type { PeopleFilter, Today } from "../core/access/people";
import type { Person, Snapshot } from "../core/access/snapshot";
import type { MessageNode, TableNode, ProjectTreeNode, UserGroupNode, UserNode } from "./node";
import { nodeId } from "./node";

export type Grouping = "none" | "role" | "dag";

/** What the tree shows just now, and how. */
export interface Shown {
  readonly connections: ReadonlyMap<string, Connection>;
  readonly projects: Pick<Projects, "state" | "snapshot">;
  /** Changes not yet in REDCap. */
  readonly changedCount: (connectionId: string) => number;
  readonly today: Today;
  readonly filter: PeopleFilter;
  readonly grouping: Grouping;
}

/** Servers when there are several, else the projects at once. */
export function roots({ connections }: Shown): readonly ProjectTreeNode[] {
  const list = [...connections.values()];
  const origins = [...new Set(list.map(({ origin }) => origin))];
  if (origins.length > 1) return origins.map((origin) => ({ kind: "server", origin }));
  return list.map(({ id }) => ({ kind: "project", connectionId: id }));
}

/** What stands below a node whose project is loaded. */
export function childrenOf(node: ProjectTreeNode, shown: Shown): readonly ProjectTreeNode[] {
  if (node.kind === "server")
    return [...shown.connections.values()]
      .filter(({ origin }) => origin === node.origin)
      .map(({ id }) => ({ kind: "project", connectionId: id }));
  const { connectionId } = node;
  const snapshot = shown.projects.snapshot(connectionId);
  if (!snapshot) return [];
  const under = nodeId(node);
  const users = (belongs: (person: Person) => boolean): readonly UserNode[] =>
    shownPeople(snapshot, shown)
      .filter(belongs)
      .map(({ username }) => ({ kind: "user", connectionId, username, under }));
  switch (node.kind) {
    case "project":
      return [
        ...failedRefresh(connectionId, shown),
        ...doubts(connectionId, snapshot),
        ...(["users", "roles", "dags"] as const).map((kind) => ({ kind, connectionId })),
      ];
    case "users":
      if (shown.grouping !== "none" && !snapshot.missing.user) return groups(node, snapshot, shown, shown.grouping);
      return (
        unreadable(node, snapshot) ??
        orEmpty(
          users(() => true),
          node,
          shown,
        )
      );
    case "roles":
      return (
        unreadable(node, snapshot) ??
        orEmpty(
          [...snapshot.roles.keys()].map((roleId) => ({ kind: "role", connectionId, roleId, under })),
          node,
          shown,
        )
      );
    case "dags":
      return (
        unreadable(node, snapshot) ??
        orEmpty(
          [...snapshot.dags.keys()].map((dagId) => ({ kind: "dag", connectionId, dagId, under })),
          node,
          shown,
        )
      );
    case "userGroup":
      return users((person) => person[node.by] === node.key);
    case "user": {
      const role = snapshot.people.get(node.username)?.role;
      return role ? [{ kind: "role", connectionId, roleId: role, under }] : [];
    }
    case "role":
      return users((person) => person.role === node.roleId);
    case "dag":
      return users((person) => person.dag === node.dagId);
    default:
      return [];
  }
}

/** People who pass the filter, by username. */
export function shownPeople(snapshot: Snapshot, { filter, today }: Shown): readonly Person[] {
  const people = sortedPeople(snapshot);
  return isFiltering(filter) ? people.filter((person) => matches(snapshot, person, filter, today)) : people;
}

/** What was read before stays in view, with the reason why it is not newer. */
function failedRefresh(connectionId: string, { projects }: Shown): readonly MessageNode[] {
  const state = projects.state(connectionId);
  if (state.status !== "failed") return [];
  const said = message("Not refreshed: {reason}", { reason: saidBy(state.error) });
  return [{ kind: "error", connectionId, under: nodeId({ kind: "project", connectionId }), said }];
}

/** What a server said in a way that can be read in two. */
function doubts(connectionId: string, { tables }: Snapshot): readonly MessageNode[] {
  const found = Object.values(tables).flatMap((table) => table.doubts ?? []);
  const under = nodeId({ kind: "project", connectionId });
  const [first, ...others] = found;
  if (!first) return [];
  const more = message("({count} more of this kind)", { count: others.length });
  return [{ kind: "doubt", connectionId, under, said: others.length > 0 ? joined([first, more]) : first }];
}

function unreadable({ kind, connectionId }: TableNode, snapshot: Snapshot): readonly MessageNode[] | undefined {
  const content = ({ users: "user", roles: "userRole", dags: "dag" } as const)[kind];
  const missing = snapshot.missing[content];
  if (!missing) return undefined;
  const said = missing.right ? message("The token lacks the right {right}", { right: missing.right }) : missing.said;
  return [{ kind: "missing", connectionId, under: nodeId({ kind, connectionId }), said }];
}

const EMPTY: Readonly<Record<TableNode["kind"], Message>> = {
  users: message("No users"),
  roles: message("No roles"),
  dags: message("No data access groups"),
};

function orEmpty(rows: readonly ProjectTreeNode[], node: TableNode, { filter }: Shown): readonly ProjectTreeNode[] {
  if (rows.length > 0) return rows;
  const filtered = node.kind === "users" && isFiltering(filter);
  const said = filtered ? message("Nobody matches the filter") : EMPTY[node.kind];
  return [{ kind: "empty", connectionId: node.connectionId, under: nodeId(node), said }];
}

/** Groups that hold somebody, in the order of the project's own tables; those without come last. */
function groups(node: TableNode, snapshot: Snapshot, shown: Shown, by: "role" | "dag"): readonly ProjectTreeNode[] {
  const { connectionId } = node;
  const held = new Set(shownPeople(snapshot, shown).map((person) => person[by]));
  const known = [...(by === "role" ? snapshot.roles : snapshot.dags).keys()];
  const others = [...held].filter((key) => key !== "" && !known.includes(key));
  const keys = [...known, ...others, ""].filter((key) => held.has(key));
  const found = keys.map((key): UserGroupNode => ({ kind: "userGroup", connectionId, by, key }));
  return orEmpty(found, node, shown);
}
