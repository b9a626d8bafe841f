import { message, verbatim } from "../../core/text/message";
import { assignmentsText, rolesText } from "../../core/access/compareText";
import { shown } from "../../core/text/displayText";
import { chooseProject, connectionOf } from "../chooseProject";
import { chooseOther } from "./otherProject";
import type { Place } from "../../platform/place";
import type { Services } from "../services";
import type { TreeNode } from "../../views/node";

type Needs = Pick<Services, "connections" | "projects" | "dialogs" | "progress" | "reports" | "workbench">;

/** *Compare Projects…*: roles and assignments of two projects side by side, by names and in words. */
export const compareProjects =
  (services: Needs) =>
  async (node?: TreeNode, nodes: readonly TreeNode[] = []): Promise<void> => {
    const { connections, projects, progress, reports, workbench } = services;
    const title = message("Compare Projects");
    const chosen = [...new Set(nodes.flatMap((each) => connectionOf(each) ?? []))];
    const one = await chooseProject(services, node, title);
    if (!one) return;
    const selected = chosen.length === 2 ? chosen.find((id) => id !== one.id) : undefined;
    const other = selected
      ? connections.require(selected)
      : await chooseOther(services, one, title, message("Compare {project} with", { project: one.label }));
    if (!other) return;
    const [left, right] = await progress.notification(title, (_, signal) =>
      Promise.all([projects.load(one.id, { signal }), projects.load(other.id, { signal })]),
    );
    const sides = [
      ["Roles", rolesText],
      ["Role Assignments", assignmentsText],
    ] as const;
    const heading = [one, other].map(({ label }) => shown(label)).join(" ↔ ");
    const pairs = sides.map(([name, text]): readonly [Place, Place] => {
      const path = `/${heading.replaceAll("/", "∕")}/${name}`;
      return [reports.add(path, text(left)), reports.add(path, text(right))];
    });
    await workbench.compare(verbatim(heading), pairs);
  };
