import * as vscode from "vscode";
import type { Person } from "../../core/access/snapshot";
import type { TreeNode } from "../../views/node";
import type { Services } from "../services";

type Needs = Pick<Services, "projects" | "dialogs">;

/** Copies one field of the selected users, one a line. */
function copyField(field: (person: Person) => string, missing: () => string) {
  return (services: Needs) =>
    async (node?: TreeNode, nodes?: readonly TreeNode[]): Promise<void> => {
      const users = (nodes?.length ? nodes : node ? [node] : []).filter((each) => each.kind === "user");
      const texts = users.flatMap(({ connectionId, username }) => {
        const person = services.projects.snapshot(connectionId)?.people.get(username);
        return person && field(person) ? [field(person)] : [];
      });
      if (texts.length > 0) await vscode.env.clipboard.writeText(texts.join("\n"));
      else await services.dialogs.info(missing());
    };
}

export const copyUsername = copyField(
  ({ username }) => username,
  () => vscode.l10n.t("Select users first."),
);
export const copyEmail = copyField(
  ({ email }) => email,
  () => vscode.l10n.t("REDCap shows no e-mail address for this user."),
);
