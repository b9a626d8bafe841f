import * as vscode from "vscode";
import { explain } from "../platform/errorMessages";
import type { Services } from "./services";

/** Each project shows as it arrives; the limiter of its host paces them. */
export const refreshAll =
  (services: Pick<Services, "connections" | "projects" | "progress" | "log">) => async (): Promise<void> => {
    const list = services.connections.list();
    await services.progress.notification(vscode.l10n.t("Refreshing projects"), async (report, signal) => {
      let done = 0;
      await Promise.all(
        list.map(async ({ id, label }) => {
          await services.projects.load(id, { signal }).catch((error: unknown) => explain(error, services.log));
          report(label, ++done, list.length);
        }),
      );
    });
  };
