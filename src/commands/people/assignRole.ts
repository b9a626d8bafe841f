import { message } from "../../core/text/message";
import { setCell } from "../../core/edits/edit";
import type { Edit } from "../../core/edits/edit";
import type { Person } from "../../core/access/snapshot";
import type { TreeNode } from "../../views/node";
import { roleChoices, nothingToChoose } from "../choices";
import { chooseUsers, whom } from "./chooseUsers";
import { planAndApply } from "../quickApply";
import type { ApplyNeeds } from "../quickApply";
import type { Services } from "../services";

type Needs = ApplyNeeds & Pick<Services, "projects" | "tree" | "clock" | "settings">;

/** *Assign Role…* for one or several users of a project. */
export const assignRole =
  (services: Needs) =>
  async (node?: TreeNode, nodes?: readonly TreeNode[]): Promise<void> => {
    const chosen = await chooseUsers(services, message("Assign Role"), node, nodes);
    if (!chosen) return;
    const { connectionId, snapshot, people } = chosen;
    if (snapshot.roles.size === 0) {
      const empty = message("This project has no roles. Edit Roles makes some.");
      await services.dialogs.info(nothingToChoose(snapshot, "userRole", empty));
      return;
    }
    const [first] = people;
    const same = people.every(({ role }) => role === first?.role) ? first?.role : undefined;
    const none = {
      label: message("No role (take out)"),
      ...(same === "" ? { description: message("as now") } : {}),
      detail: message("REDCap decides which rights remain; they are read back and shown"),
      value: "",
    };
    const role = await services.dialogs.pick([...roleChoices(snapshot, same), none], {
      title: message("Assign Role to {whom}", { whom: whom(people) }),
      placeholder: message("Role"),
    });
    if (role !== undefined) await planAndApply(services, connectionId, roleEdits(people, role));
  };

export function roleEdits(people: readonly Person[], role: string): readonly Edit[] {
  return people.map((person) => setCell("assignments", person.username, "unique_role_name", person.role, role));
}
