import * as vscode from "vscode";
import { forgetProject } from "../../app/apply/forgetProject";
import type { Keepers } from "../../app/apply/forgetProject";
import { shown } from "../../core/text/displayText";
import type { Services } from "../services";

/** Names the projects whose records cannot be read, once when the list is first looked at. */
export async function tellUnreadableProjects(services: Pick<Services, "connections" | "dialogs"> & Keepers) {
  const { connections, dialogs } = services;
  const remove = vscode.l10n.t("Remove…");
  for (const record of connections.unreadable()) {
    const name = record.label === undefined ? vscode.l10n.t("A project") : shown(record.label);
    const sentence = vscode.l10n.t(
      "{0} cannot be read from the list of projects and is not shown. What is stored of it is kept, the token too.",
      name,
    );
    if ((await dialogs.warn(sentence, remove)) !== remove) continue;
    const sure = await dialogs.confirm({
      title: vscode.l10n.t("Remove {0} from the list?", name),
      detail: vscode.l10n.t("Its record and its token are forgotten on this computer. Nothing changes in REDCap."),
      action: vscode.l10n.t("Remove"),
    });
    if (!sure) continue;
    const forget = { remove: () => connections.forgetUnreadable(record) };
    if (record.id === undefined || connections.get(record.id)) await forget.remove();
    else await forgetProject({ ...services, connections: forget }, record.id);
  }
}
