import * as vscode from "vscode";
import { userRightsPage } from "../../app/connections/connection";
import type { TreeNode } from "../../views/node";
import { chooseProject } from "../chooseProject";
import type { Services } from "../services";

export const openUserRightsInBrowser =
  (services: Pick<Services, "connections" | "dialogs">) =>
  async (node?: TreeNode): Promise<void> => {
    const connection = await chooseProject(services, node, vscode.l10n.t("Open User Rights in Browser"));
    if (connection) await vscode.env.openExternal(vscode.Uri.parse(userRightsPage(connection)));
  };
