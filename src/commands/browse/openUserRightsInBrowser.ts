import { message } from "../../core/text/message";
import { userRightsPage } from "../../app/connections/connection";
import type { TreeNode } from "../../views/node";
import { chooseProject } from "../chooseProject";
import type { Services } from "../services";

export const openUserRightsInBrowser =
  (services: Pick<Services, "connections" | "dialogs" | "workbench">) =>
  async (node?: TreeNode): Promise<void> => {
    const connection = await chooseProject(services, node, message("Open User Rights in Browser"));
    if (connection) await services.workbench.openInBrowser(userRightsPage(connection));
  };
