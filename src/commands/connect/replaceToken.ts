import * as vscode from "vscode";
import { checkProject } from "../../app/diagnosis/checkProject";
import { checkToken } from "../../net/token";
import { explain } from "../../platform/errorMessages";
import { inputStep, runWizard } from "../../platform/wizard";
import type { TreeNode } from "../../views/node";
import { chooseProject } from "../chooseProject";
import type { Services } from "../services";

type Needs = Pick<Services, "connections" | "projects" | "clients" | "clock" | "log" | "dialogs">;

/** *Replace Token…*: the new one must open the same project before it takes the place of the old. */
export const replaceToken =
  (services: Needs) =>
  async (node?: TreeNode): Promise<void> => {
    const connection = await chooseProject(services, node, vscode.l10n.t("Replace Token"));
    if (!connection) return;
    const accept = async (text: string, signal: AbortSignal): Promise<string | undefined> => {
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
          return vscode.l10n.t("This token opens another project: {0}.", snapshot.project.title);
        await services.connections.replaceToken(connection.id, checked.token, owner);
        services.projects.put(connection.id, snapshot);
        return undefined;
      } catch (error) {
        return explain(error, services.log) ?? vscode.l10n.t("Cancelled.");
      }
    };
    await runWizard([
      inputStep(() => ({
        title: vscode.l10n.t("Replace Token of {0}", connection.label),
        prompt: vscode.l10n.t("New API token of the same project, for {0}", connection.origin),
        password: true,
        accept,
      })),
    ]);
  };
