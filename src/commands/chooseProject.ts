import { message, verbatim } from "../core/text/message";
import type { Message } from "../core/text/message";
import type { Connection } from "../app/connections/connection";
import type { TreeNode } from "../views/node";
import type { Services } from "./services";

/** The project a command is about: the node's, the only one, or the one chosen from a list. */
export async function chooseProject(
  { connections, dialogs }: Pick<Services, "connections" | "dialogs">,
  node: TreeNode | undefined,
  title: Message,
): Promise<Connection | undefined> {
  const id = connectionOf(node);
  if (id !== undefined) return connections.require(id);
  const list = connections.list();
  if (list.length <= 1) return list[0];
  return await dialogs.pick(list.map(projectChoice), { title, placeholder: message("Project") });
}

export function connectionOf(node: TreeNode | undefined): string | undefined {
  return node && "connectionId" in node ? node.connectionId : undefined;
}

export function projectChoice(connection: Connection) {
  const { label, origin, projectId } = connection;
  return {
    label: verbatim(label),
    description: message("{host}, project {projectId}", { host: new URL(origin).host, projectId: String(projectId) }),
    value: connection,
  };
}
