import { message, plural, verbatim } from "../../core/text/message";
import type { Message } from "../../core/text/message";
import { sortedPeople } from "../../core/access/people";
import type { Person, Snapshot } from "../../core/access/snapshot";
import type { TreeNode } from "../../views/node";
import { chooseProject } from "../chooseProject";
import { personChoices } from "../choices";
import type { Services } from "../services";

export interface ChosenUsers {
  readonly connectionId: string;
  readonly snapshot: Snapshot;
  readonly people: readonly Person[];
}

type Needs = Pick<Services, "connections" | "projects" | "dialogs" | "tree" | "clock" | "settings">;

/** The people a quick action is about: the nodes it was called on, the tree's selection, or those picked from a list. */
export async function chooseUsers(
  services: Needs,
  title: Message,
  node?: TreeNode,
  nodes?: readonly TreeNode[],
): Promise<ChosenUsers | undefined> {
  const given = (nodes?.length ? nodes : node ? [node] : services.tree.selectedUsers).filter(
    (each) => each.kind === "user",
  );
  const [first] = given;
  if (given.some(({ connectionId }) => connectionId !== first?.connectionId)) {
    await services.dialogs.info(message("Select users of one project only."));
    return undefined;
  }
  const connection = await chooseProject(services, first ?? node, title);
  if (!connection) return undefined;
  const snapshot = await services.projects.load(connection.id, { fresh: false });
  const names = given.map(({ username }) => username);
  const picked = new Set(names.length > 0 ? names : await pickUsers(services, snapshot, title));
  const people = sortedPeople(snapshot).filter(({ username }) => picked.has(username));
  return people.length > 0 ? { connectionId: connection.id, snapshot, people } : undefined;
}

async function pickUsers(services: Needs, snapshot: Snapshot, title: Message): Promise<readonly string[]> {
  const choices = personChoices(snapshot, services).map((each) => ({ ...each, value: each.value.username }));
  return (await services.dialogs.pickMany(choices, { title, placeholder: message("Users") })) ?? [];
}

/** "carol" or "3 users", for titles. */
export function whom(people: readonly Person[]): Message {
  const [only] = people;
  if (people.length === 1 && only) return verbatim(only.username);
  return plural(people.length, { one: "{count} user", other: "{count} users" });
}
