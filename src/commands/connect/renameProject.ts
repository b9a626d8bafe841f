import { message, verbatim } from "../../core/text/message";
import type { TreeNode } from "../../views/node";
import { chooseProject } from "../chooseProject";
import type { Services } from "../services";

export const renameProject =
  (services: Pick<Services, "connections" | "dialogs">) =>
  async (node?: TreeNode): Promise<void> => {
    const connection = await chooseProject(services, node, message("Rename Project"));
    if (!connection) return;
    const label = await services.dialogs.input({
      title: message("Rename Project"),
      prompt: message("Name in the list; the project's title in REDCap stays as it is"),
      value: verbatim(connection.label),
      validate: (text) => (text.trim() ? undefined : message("Give the project a name.")),
    });
    if (label) await services.connections.update(connection.id, { label: label.trim() });
  };
