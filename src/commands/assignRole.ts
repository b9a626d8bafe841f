import * as vscode from "vscode";
import { EMPTY_TABLE } from "../core/dataTable";
import { rightsSummary } from "../core/grants";
import type { CellEdit } from "../core/plan";
import type { Person } from "../core/snapshot";
import { roleName } from "../core/words";
import type { TreeNode } from "../views/node";
import { chooseUsers, nothingToChoose, peopleCount, whom } from "./chooseUsers";
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
    if (snapshot.roles.size === 0) {
      const empty = vscode.l10n.t("This project has no roles. They are made on REDCap's User Rights page.");
      await services.dialogs.info(nothingToChoose(snapshot, "userRole", empty));
      return;
    }
    const table = snapshot.tables.userRole ?? EMPTY_TABLE;
    const [first] = people;
    const same = people.every(({ role }) => role === first?.role) ? first?.role : undefined;
    const asNow = vscode.l10n.t("as now");
    const roles = [...snapshot.roles.values()].map(({ id, row, members }) => ({
      label: roleName(snapshot, id),
      description: id === same ? asNow : "",
      detail: vscode.l10n.t("{0}, {1}", rightsSummary(table, row), peopleCount(members.length)),
      value: id,
    }));
    const none = {
      label: vscode.l10n.t("No role (take out)"),
      description: same === "" ? asNow : "",
      detail: vscode.l10n.t("REDCap decides which rights remain; they are read back and shown"),
      value: "",
    };
    const role = await services.dialogs.pick([...roles, none], {
      title: vscode.l10n.t("Assign Role to {0}", whom(people)),
      placeholder: vscode.l10n.t("Role"),
    });
    if (role !== undefined) await planAndApply(services, connectionId, roleEdits(people, role));
  };

export function roleEdits(people: readonly Person[], role: string): readonly CellEdit[] {
  return people.map(({ username, role: before }) => ({
    draft: "assignments",
    key: username,
    column: "unique_role_name",
    before,
    after: role,
  }));
}
