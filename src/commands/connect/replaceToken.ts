import { message, verbatim } from "../../core/text/message";
import type { Message } from "../../core/text/message";
import { checkProject } from "../../app/diagnosis/checkProject";
import { checkToken } from "../../net/token";
import { explain } from "../../app/connections/faultLine";
import { runWizard } from "../../platform/wizard";
import type { TreeNode } from "../../views/node";
import { chooseProject } from "../chooseProject";
import type { Services } from "../services";

type Needs = Pick<Services, "connections" | "projects" | "clients" | "clock" | "log" | "dialogs">;

/** *Replace Token…*: the new one must open the same project before it takes the place of the old. */
export const replaceToken =
  (services: Needs) =>
  async (node?: TreeNode): Promise<void> => {
    const connection = await chooseProject(services, node, message("Replace Token"));
    if (!connection) return;
    const accept = async (text: string, signal: AbortSignal): Promise<Message | undefined> => {
      const checked = checkToken(text);
      if ("problem" in checked) return checked.problem;
      try {
        const client = await services.clients.create({
          url: connection.apiUrl,
          token: checked.token,
          network: await services.connections.network(connection.id),
        });
        const { snapshot, owner } = await checkProject(client, services.clock, signal);
        if (snapshot.project.projectId !== connection.projectId)
          return message("This token belongs to another project: {project}.", { project: snapshot.project.title });
        await services.connections.replaceToken(connection.id, checked.token, owner);
        services.projects.put(connection.id, snapshot);
        return undefined;
      } catch (error) {
        return explain(error, services.log) ?? message("Cancelled.");
      }
    };
    await runWizard([
      services.dialogs.inputStep(() => ({
        title: message("Replace Token of {project}", { project: connection.label }),
        prompt: message("New API token of the same project, for {server}", { server: verbatim(connection.origin) }),
        password: true,
        accept,
      })),
    ]);
  };
