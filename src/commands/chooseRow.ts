import { message } from "../core/text/message";
import type { Message } from "../core/text/message";
import type { Snapshot } from "../core/access/snapshot";
import type { TreeNode } from "../views/node";
import { chooseProject } from "./chooseProject";
import { dagChoices, roleChoices, nothingToChoose } from "./choices";
import { reporting } from "./quickApply";
import type { ApplyNeeds } from "./quickApply";
import type { Services } from "./services";

export type RowNeeds = ApplyNeeds & Pick<Services, "projects">;

export interface ChosenProject {
  readonly connectionId: string;
  readonly label: string;
  readonly snapshot: Snapshot;
}

export interface ChosenRow extends ChosenProject {
  readonly key: string;
  /** As people read it, without the id that tells twins apart. */
  readonly name: string;
}

export async function chooseLoaded(
  services: RowNeeds,
  node: TreeNode | undefined,
  title: Message,
): Promise<ChosenProject | undefined> {
  const connection = await chooseProject(services, node, title);
  if (!connection) return undefined;
  const snapshot = await reporting(services, () => services.projects.load(connection.id, { fresh: false }));
  return snapshot && { connectionId: connection.id, label: connection.label, snapshot };
}

/** The role of the node, or the one chosen from a list. */
export async function chooseRole(
  services: RowNeeds,
  node: TreeNode | undefined,
  title: Message,
): Promise<ChosenRow | undefined> {
  const chosen = await chooseLoaded(services, node, title);
  if (!chosen) return undefined;
  const { snapshot } = chosen;
  if (snapshot.roles.size === 0) {
    const empty = message("This project has no roles. Edit Roles makes some.");
    await services.dialogs.info(nothingToChoose(snapshot, "userRole", empty));
    return undefined;
  }
  const given = node?.kind === "role" ? node.roleId : undefined;
  const key = given ?? (await services.dialogs.pick(roleChoices(snapshot), { title, placeholder: message("Role") }));
  const role = key === undefined ? undefined : snapshot.roles.get(key);
  return role && { ...chosen, key: role.id, name: role.label };
}

/** The group of the node, or the one chosen from a list. */
export async function chooseDag(
  services: RowNeeds,
  node: TreeNode | undefined,
  title: Message,
): Promise<ChosenRow | undefined> {
  const chosen = await chooseLoaded(services, node, title);
  if (!chosen) return undefined;
  const { snapshot } = chosen;
  if (snapshot.dags.size === 0) {
    const empty = message("This project has no data access groups.");
    await services.dialogs.info(nothingToChoose(snapshot, "dag", empty));
    return undefined;
  }
  const choices = dagChoices(snapshot).filter(({ value }) => value !== "");
  const given = node?.kind === "dag" ? node.dagId : undefined;
  const key = given ?? (await services.dialogs.pick(choices, { title, placeholder: message("Data access group") }));
  const dag = key === undefined ? undefined : snapshot.dags.get(key);
  return dag && { ...chosen, key: dag.id, name: dag.name };
}
