import { message } from "../../core/text/message";
import type { Message } from "../../core/text/message";
import type { DraftName } from "../../core/edits/edit";
import type { TreeNode } from "../../views/node";
import { chooseProject, connectionOf } from "../chooseProject";
import type { Services } from "../services";

type Needs = Pick<Services, "connections" | "dialogs" | "editors">;
type Handler = (services: Needs) => (node?: TreeNode) => Promise<void>;

/** *Edit Users*, *Edit Roles* and *Edit Data Access Groups*: the draft in the grid, with the node's row in view. */
export const editUsers: Handler = (services) => (node) => open(services, "users", message("Edit Users"), node);

export const editRoles: Handler = (services) => (node) => open(services, "roles", message("Edit Roles"), node);

export const editDags: Handler = (services) => (node) =>
  open(services, "dags", message("Edit Data Access Groups"), node);

async function open(services: Needs, draft: DraftName, title: Message, node: TreeNode | undefined): Promise<void> {
  const here = node ? connectionOf(node) : services.editors.active?.connectionId;
  const project = here ?? (await chooseProject(services, node, title))?.id;
  const key = rowOf(draft, node);
  if (project !== undefined) await services.editors.open(project, draft, key === undefined ? {} : { key });
}

function rowOf(draft: DraftName, node: TreeNode | undefined): string | undefined {
  if (draft === "users" && node?.kind === "user") return node.username;
  if (draft === "roles" && node?.kind === "role") return node.roleId;
  return draft === "dags" && node?.kind === "dag" ? node.dagId : undefined;
}
