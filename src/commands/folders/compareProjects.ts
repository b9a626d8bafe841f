import * as vscode from "vscode";
import { assignmentsText, rolesText } from "../../core/access/compareText";
import { shown } from "../../core/text/displayText";
import { chooseProject, connectionOf } from "../chooseProject";
import { chooseOther } from "./otherProject";
import type { Services } from "../services";
import type { TreeNode } from "../../views/node";

type Needs = Pick<Services, "connections" | "projects" | "dialogs" | "progress" | "reports">;

/** *Compare Projects…*: roles and assignments of two projects side by side, by names and in words. */
export const compareProjects =
  (services: Needs) =>
  async (node?: TreeNode, nodes: readonly TreeNode[] = []): Promise<void> => {
    const { connections, projects, progress, reports } = services;
    const title = vscode.l10n.t("Compare Projects");
    const chosen = [...new Set(nodes.flatMap((each) => connectionOf(each) ?? []))];
    const one = await chooseProject(services, node, title);
    if (!one) return;
    const selected = chosen.length === 2 ? chosen.find((id) => id !== one.id) : undefined;
    const other = selected
      ? connections.require(selected)
      : await chooseOther(services, one, title, vscode.l10n.t("Compare {0} with", one.label));
    if (!other) return;
    const [left, right] = await progress.notification(title, (_, signal) =>
      Promise.all([projects.load(one.id, { signal }), projects.load(other.id, { signal })]),
    );
    const sides = [
      [vscode.l10n.t("Roles"), rolesText],
      [vscode.l10n.t("Role Assignments"), assignmentsText],
    ] as const;
    const heading = [one, other].map(({ label }) => shown(label)).join(" ↔ ");
    const pairs = sides.map(([name, text]) => {
      const path = `/${heading.replaceAll("/", "∕")}/${name}`;
      const [a, b] = [left, right].map((snapshot) => reports.add(path, text(snapshot)));
      return [b, a, b];
    });
    await vscode.commands.executeCommand("vscode.changes", heading, pairs);
  };
