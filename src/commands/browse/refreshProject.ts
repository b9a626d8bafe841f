import * as vscode from "vscode";
import { explain } from "../../platform/errorMessages";
import type { TreeNode } from "../../views/node";
import { chooseProject } from "../chooseProject";
import type { Services } from "../services";

/** Failures show as an item in the tree, so no message repeats them. */
export const refreshProject =
  (services: Pick<Services, "connections" | "projects" | "dialogs" | "progress" | "log">) =>
  async (node?: TreeNode): Promise<void> => {
    const connection = await chooseProject(services, node, vscode.l10n.t("Refresh Project"));
    if (!connection) return;
    await services.progress.inView(async () => {
      await services.projects.load(connection.id).catch((error: unknown) => explain(error, services.log));
    });
  };
