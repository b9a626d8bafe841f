import * as vscode from "vscode";
import { EMPTY_TABLE } from "../core/dataTable";
import { rightsSummary } from "../core/grants";
import type { Person } from "../core/snapshot";
import { roleName } from "../core/words";
import type { TreeNode } from "../views/node";
import { chooseUsers, whom } from "./chooseUsers";
import { planAndApply } from "./quickApply";
import type { ApplyNeeds } from "./quickApply";
import type { Services } from "./services";

type Needs = ApplyNeeds & Pick<Services, "projects" | "tree" | "clock" | "settings">;

/** *Assign Role…* for one or several users of a project. */
export const assignRole =
  (services: Needs) =>
  async (node?: TreeNode, nodes?: readonly TreeNode[]): Promise<void> => {
    const chosen = await chooseUsers(services, vscode.l10n.t("Assign Role"), node, nodes);
    if (!chosen) return;
    const { connectionId, snapshot, people } = chosen;
    const roles = snapshot.tables.userRole ?? EMPTY_TABLE;
    const same = people.every(({ role }) => role === people[0]?.role) ? people[0]?.role : undefined;
    const choices = [...snapshot.roles.values()].map(({ id, row, members }) => ({
      label: roleName(snapshot, id),
      description: id === same ? vscode.l10n.t("as now") : "",
      detail: `${rightsSummary(roles, row)}, ${members.length === 1 ? vscode.l10n.t("1 person") : vscode.l10n.t("{0} people", members.length)}`,
      value: id,
    }));
    const none = {
      label: vscode.l10n.t("No role"),
      description: same === "" ? vscode.l10n.t("as now") : "",
      detail: vscode.l10n.t("Takes them out of their role. REDCap then shows which rights remain."),
      value: "",
    };
    const role = await services.dialogs.pick([...choices, none], {
      title: vscode.l10n.t("Assign Role to {0}", whom(people)),
      placeholder: vscode.l10n.t("Role"),
    });
    if (role !== undefined) await planAndApply(services, connectionId, roleEdits(people, role));
  };

export function roleEdits(people: readonly Person[], role: string) {
  return people.map(({ username, role: before }) => ({
    draft: "assignments" as const,
    key: username,
    column: "unique_role_name",
    before,
    after: role,
  }));
}
