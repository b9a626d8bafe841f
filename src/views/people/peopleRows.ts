import type { PeopleDirectory } from "../../app/people/peopleDirectory";
import type { Today } from "../../core/access/people";
import type { KnownPerson } from "../../core/people/knownPeople";
import type { ShownPerson } from "../../core/people/peopleFilter";
import type { PeopleTreeNode, UserNode } from "../node";
import { nodeId } from "../node";

/** As many rows as VS Code draws without being felt; the others come when asked for. */
export const AT_ONCE = 1000;

/** What the view shows just now, and how. */
export interface ShownPeople {
  readonly directory: PeopleDirectory;
  /** How many findings there are of somebody. */
  readonly findingsOf: (person: KnownPerson) => number;
  readonly today: Today;
  /** By the id of the first account, in the order of the view. */
  readonly people: ReadonlyMap<string, ShownPerson>;
  /** How many of them are shown. */
  readonly most: number;
}

/** What has not been looked at comes first, so that nobody takes the rest for all. */
export function peopleRoots({ directory, people, most }: ShownPeople): readonly PeopleTreeNode[] {
  const accounts = [...people.keys()].slice(0, most);
  return [
    ...(directory.unread.length > 0 ? [{ kind: "unread" } as const] : []),
    ...accounts.map((account) => ({ kind: "person" as const, account })),
    ...(people.size > most ? [{ kind: "more" } as const] : []),
  ];
}

export function peopleChildren(node: PeopleTreeNode, { directory, people }: ShownPeople): readonly PeopleTreeNode[] {
  if (node.kind === "unread")
    return directory.unread.map(({ connection }) => ({ kind: "unreadProject", connectionId: connection.id }));
  if (node.kind !== "person") return [];
  const under = nodeId(node);
  return (people.get(node.account)?.memberships ?? []).map(({ project, person }): UserNode => ({
    kind: "user",
    connectionId: project.id,
    username: person.username,
    under: `${under}/${project.id}`,
  }));
}
