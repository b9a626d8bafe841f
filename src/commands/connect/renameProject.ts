import * as vscode from "vscode";
import type { TreeNode } from "../../views/node";
import { chooseProject } from "../chooseProject";
import type { Services } from "../services";

export const renameProject =
  (services: Pick<Services, "connections" | "dialogs">) =>
  async (node?: TreeNode): Promise<void> => {
    const connection = await chooseProject(services, node, vscode.l10n.t("Rename Project"));
    if (!connection) return;
    const label = await services.dialogs.input({
      title: vscode.l10n.t("Rename Project"),
      prompt: vscode.l10n.t("Name in the list; the project's title in REDCap stays as it is"),
      value: connection.label,
      validate: (text) => (text.trim() ? undefined : vscode.l10n.t("Give the project a name.")),
    });
    if (label) await services.connections.update(connection.id, { label: label.trim() });
  };
