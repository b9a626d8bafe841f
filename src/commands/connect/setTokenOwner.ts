import * as vscode from "vscode";
import { sameUser } from "../../core/access/usernames";
import type { TreeNode } from "../../views/node";
import { chooseProject } from "../chooseProject";
import type { Services } from "../services";

export const setTokenOwner =
  (services: Pick<Services, "connections" | "projects" | "dialogs">) =>
  async (node?: TreeNode): Promise<void> => {
    const connection = await chooseProject(services, node, vscode.l10n.t("Set Whose Token It Is"));
    if (!connection) return;
    const { people } = await services.projects.load(connection.id, { fresh: false });
    const choices = [...people.values()].map(({ username, name }) => ({
      label: username,
      description: sameUser(username, connection.owner ?? "") ? vscode.l10n.t("{0}, as set now", name) : name,
      value: username,
    }));
    const owner = await services.dialogs.pick(choices, {
      title: vscode.l10n.t("Whose token opens {0}?", connection.label),
      placeholder: vscode.l10n.t("REDCap does not tell; it guards this person against being locked out"),
    });
    if (owner) await services.connections.update(connection.id, { owner });
  };
