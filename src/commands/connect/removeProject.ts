import { joined, list, message, plural } from "../../core/text/message";
import { forgetProject } from "../../app/apply/forgetProject";
import type { Keepers } from "../../app/apply/forgetProject";
import type { TreeNode } from "../../views/node";
import { chooseProject } from "../chooseProject";
import type { Services } from "../services";

/** *Remove Project…*: names what would be lost here, then forgets the project, its token, drafts and history. */
export const removeProject =
  (services: Pick<Services, "connections" | "drafts" | "changes" | "dialogs" | "editors"> & Keepers) =>
  async (node?: TreeNode): Promise<void> => {
    const connection = await chooseProject(services, node, message("Remove Project"));
    if (!connection) return;
    const { id, label } = connection;
    const { edits, problems } = await services.drafts.state(id);
    const open = await services.changes.openEntries(id);
    const unsaved = services.editors.unsaved(id);
    const unsent = edits.length + problems.length;
    const losses = [
      ...(unsaved.length > 0
        ? [message("Unsaved changes are discarded as well: {drafts}.", { drafts: list(unsaved) })]
        : []),
      ...(unsent > 0
        ? [
            plural(unsent, {
              one: "{count} change not yet in REDCap is discarded.",
              other: "{count} changes not yet in REDCap are discarded.",
            }),
          ]
        : []),
      ...(open.length > 0
        ? [
            plural(open.length, {
              one: "{count} interrupted change can no longer be checked or undone from here.",
              other: "{count} interrupted changes can no longer be checked or undone from here.",
            }),
          ]
        : []),
      message(
        "Its token and the history of applied changes are deleted from this computer. Nothing changes in REDCap.",
      ),
    ];
    const sure = await services.dialogs.confirm({
      title: message("Remove {project} from the list?", { project: label }),
      detail: joined(losses, "\n"),
      action: message("Remove"),
    });
    if (!sure) return;
    await services.editors.close(id);
    await forgetProject(services, id);
  };
