import { message } from "../../core/text/message";
import { explain } from "../../app/connections/faultLine";
import type { TreeNode } from "../../views/node";
import { chooseProject } from "../chooseProject";
import type { Services } from "../services";

/** Failures show as an item in the tree and in the grids of the project, so no message repeats them. */
export const refreshProject =
  (
    services: Pick<Services, "connections" | "projects" | "dialogs" | "progress" | "log"> & {
      readonly editors: Pick<Services["editors"], "save">;
    },
  ) =>
  async (node?: TreeNode): Promise<void> => {
    const connection = await chooseProject(services, node, message("Refresh Project"));
    if (!connection) return;
    // What is typed but not saved would wait for a save before it moves onto what is read now.
    await services.editors.save(connection.id);
    await services.progress.inView(async () => {
      await services.projects.load(connection.id).catch((error: unknown) => explain(error, services.log));
    });
  };
