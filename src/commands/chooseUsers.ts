import * as vscode from "vscode";
import { byUsername, personLine } from "../core/people";
import type { Person, Snapshot } from "../core/snapshot";
import type { TreeNode } from "../views/node";
import { chooseProject } from "./chooseProject";
import type { Services } from "./services";

export interface ChosenUsers {
  readonly connectionId: string;
  readonly snapshot: Snapshot;
  readonly people: readonly Person[];
}

type Needs = Pick<Services, "connections" | "projects" | "dialogs" | "tree" | "clock" | "settings">;

/** The people a quick action is about: the nodes it was called on, the tree's selection, or those picked from a list. */
export async function chooseUsers(
  services: Needs,
  title: string,
  node?: TreeNode,
  nodes?: readonly TreeNode[],
): Promise<ChosenUsers | undefined> {
  const given = (nodes?.length ? nodes : node ? [node] : services.tree.selectedUsers).filter(
    ({ kind }) => kind === "user",
  );
  const [first] = given;
  const connection = await chooseProject(services, first ?? node, title);
  if (!connection) return undefined;
  const snapshot = await services.projects.load(connection.id, { fresh: false });
  const names = new Set(
    given.flatMap((user) => (user.kind === "user" && user.connectionId === connection.id ? [user.username] : [])),
  );
  const picked = names.size > 0 ? names : await pickUsers(services, snapshot, title);
  if (!picked) return undefined;
  const people = [...snapshot.people.values()].filter(({ username }) => picked.has(username));
  return people.length > 0 ? { connectionId: connection.id, snapshot, people } : undefined;
}

async function pickUsers({ dialogs, clock, settings }: Needs, snapshot: Snapshot, title: string) {
  const today = { today: clock.today(), soonDays: settings.expiringDays };
  const choices = [...snapshot.people.values()].sort(byUsername).map((person) => ({
    label: person.username,
    description: [person.name, personLine(snapshot, person, today)].filter(Boolean).join(" · "),
    value: person.username,
  }));
  const picked = await dialogs.pickMany(choices, { title, placeholder: vscode.l10n.t("Users") });
  return picked && new Set(picked);
}

/** "carol" or "3 users", for titles. */
export function whom(people: readonly Person[]): string {
  const [only] = people;
  return people.length === 1 && only ? only.username : vscode.l10n.t("{0} users", people.length);
}
