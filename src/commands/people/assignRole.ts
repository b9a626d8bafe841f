import * as vscode from "vscode";
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
    const chosen = await chooseUsers(services, vscode.l10n.t("Assign Role"), node, nodes);
    if (!chosen) return;
    const { connectionId, snapshot, people } = chosen;
    if (snapshot.roles.size === 0) {
      const empty = vscode.l10n.t("This project has no roles. Edit Roles makes some.");
      await services.dialogs.info(nothingToChoose(snapshot, "userRole", empty));
      return;
    }
    const [first] = people;
    const same = people.every(({ role }) => role === first?.role) ? first?.role : undefined;
    const none = {
      label: vscode.l10n.t("No role (take out)"),
      description: same === "" ? vscode.l10n.t("as now") : "",
      detail: vscode.l10n.t("REDCap decides which rights remain; they are read back and shown"),
      value: "",
    };
    const role = await services.dialogs.pick([...roleChoices(snapshot, same), none], {
      title: vscode.l10n.t("Assign Role to {0}", whom(people)),
      placeholder: vscode.l10n.t("Role"),
    });
    if (role !== undefined) await planAndApply(services, connectionId, roleEdits(people, role));
  };

export function roleEdits(people: readonly Person[], role: string): readonly Edit[] {
  return people.map((person) => setCell("assignments", person.username, "unique_role_name", person.role, role));
}
