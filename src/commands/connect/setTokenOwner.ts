import { message, verbatim } from "../../core/text/message";
import { sameUser } from "../../core/access/usernames";
import type { TreeNode } from "../../views/node";
import { chooseProject } from "../chooseProject";
import type { Services } from "../services";

export const setTokenOwner =
  (services: Pick<Services, "connections" | "projects" | "dialogs">) =>
  async (node?: TreeNode): Promise<void> => {
    const connection = await chooseProject(services, node, message("Set Whose Token It Is"));
    if (!connection) return;
    const { people } = await services.projects.load(connection.id, { fresh: false });
    const choices = [...people.values()].map(({ username, name }) => ({
      label: verbatim(username),
      description: sameUser(username, connection.owner ?? "")
        ? message("{name}, as set now", { name })
        : verbatim(name),
      value: username,
    }));
    const owner = await services.dialogs.pick(choices, {
      title: message("Whose token opens {project}?", { project: connection.label }),
      placeholder: message("REDCap does not say. The answer protects this person from being locked out"),
    });
    if (owner) await services.connections.update(connection.id, { owner });
  };
