import { message } from "../../core/text/message";
import { removeUsers as removals } from "../../core/edits/quickEdits";
import type { TreeNode } from "../../views/node";
import { chooseUsers } from "./chooseUsers";
import { planAndApply } from "../quickApply";
import type { ApplyNeeds } from "../quickApply";
import type { Services } from "../services";

type Needs = ApplyNeeds & Pick<Services, "projects" | "tree" | "clock" | "settings">;

/** *Remove from Project…*: the confirmation names what cannot come back; guards ask to type a name or a number. */
export const removeUsers =
  (services: Needs) =>
  async (node?: TreeNode, nodes?: readonly TreeNode[]): Promise<void> => {
    const chosen = await chooseUsers(services, message("Remove from Project"), node, nodes);
    if (chosen) await planAndApply(services, chosen.connectionId, removals(chosen.people));
  };
