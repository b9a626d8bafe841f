import * as vscode from "vscode";
import type { Person } from "../core/snapshot";
import { dagName } from "../core/words";
import type { TreeNode } from "../views/node";
import { chooseUsers, whom } from "./chooseUsers";
import { planAndApply } from "./quickApply";
import type { ApplyNeeds } from "./quickApply";
import type { Services } from "./services";

type Needs = ApplyNeeds & Pick<Services, "projects" | "tree" | "clock" | "settings">;

/** *Assign DAG…* for one or several users of a project. */
export const assignDag =
  (services: Needs) =>
  async (node?: TreeNode, nodes?: readonly TreeNode[]): Promise<void> => {
    const chosen = await chooseUsers(services, vscode.l10n.t("Assign DAG"), node, nodes);
    if (!chosen) return;
    const { connectionId, snapshot, people } = chosen;
    if (snapshot.dags.size === 0) {
      const { right, message } = snapshot.missing.dag ?? {};
      const why = right
        ? vscode.l10n.t("The token lacks the right {0}.", right)
        : (message ?? vscode.l10n.t("This project has no data access groups."));
      await services.dialogs.info(why);
      return;
    }
    const choices = [...snapshot.dags.values()].map(({ id, members }) => ({
      label: dagName(snapshot, id),
      description: members.length === 1 ? vscode.l10n.t("1 person") : vscode.l10n.t("{0} people", members.length),
      value: id,
    }));
    const none = {
      label: vscode.l10n.t("No group"),
      description: vscode.l10n.t("sees the records of every group"),
      value: "",
    };
    const dag = await services.dialogs.pick([...choices, none], {
      title: vscode.l10n.t("Assign DAG to {0}", whom(people)),
      placeholder: vscode.l10n.t("Data access group"),
    });
    if (dag !== undefined) await planAndApply(services, connectionId, dagEdits(people, dag));
  };

export function dagEdits(people: readonly Person[], dag: string) {
  return people.map(({ username, dag: before }) => ({
    draft: "assignments" as const,
    key: username,
    column: "data_access_group",
    before,
    after: dag,
  }));
}
