import { message, verbatim } from "../../core/text/message";
import { diagnosticsText } from "../../app/diagnosis/diagnostics";
import type { Services } from "../services";

type Needs = Pick<
  Services,
  "clients" | "connections" | "dialogs" | "drafts" | "environment" | "log" | "projects" | "workbench"
>;

/** *Copy Diagnostics*: what helps to find a fault, safe to be pasted in public. */
export const copyDiagnostics = (services: Needs) => async (): Promise<void> => {
  const { clients, connections, dialogs, drafts, environment, log, projects, workbench } = services;
  const text = diagnosticsText({
    ...environment.facts(),
    projects: connections.list().map((connection) => ({
      connection,
      state: projects.state(connection.id),
      snapshot: projects.snapshot(connection.id),
      changes: drafts.changedCount(connection.id),
    })),
    requests: clients.trail.last,
  });
  await workbench.copy(verbatim(log.hide(text)));
  const show = message("Show");
  const copied = message("Copied. It names no server, project or person and contains no token.");
  if ((await dialogs.info(copied, show)) !== show) return;
  await workbench.showText(log.hide(text));
};
