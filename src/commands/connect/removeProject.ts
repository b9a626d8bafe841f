import * as vscode from "vscode";
import { forgetProject } from "../../app/apply/forgetProject";
import type { Keepers } from "../../app/apply/forgetProject";
import type { TreeNode } from "../../views/node";
import { chooseProject } from "../chooseProject";
import type { Services } from "../services";
import { closeDrafts, unsavedDrafts } from "../../editors/drafts/openDrafts";
import { listing } from "../../core/text/words";

/** *Remove Project…*: names what would be lost here, then forgets the project, its token, drafts and history. */
export const removeProject =
  (services: Pick<Services, "connections" | "drafts" | "changes" | "dialogs"> & Keepers) =>
  async (node?: TreeNode): Promise<void> => {
    const connection = await chooseProject(services, node, vscode.l10n.t("Remove Project"));
    if (!connection) return;
    const { id, label } = connection;
    const { edits, problems } = await services.drafts.state(id);
    const open = await services.changes.openEntries(id);
    const unsaved = unsavedDrafts(id).map(
      ({ uri }) =>
        uri.path
          .split("/")
          .at(-1)
          ?.replace(/\.csv$/, "") ?? "",
    );
    const unsent = edits.length + problems.length;
    const losses = [
      ...(unsaved.length > 0 ? [vscode.l10n.t("Unsaved changes are discarded too: {0}.", listing(unsaved))] : []),
      ...(unsent > 0 ? [vscode.l10n.t("{0} changes not yet in REDCap are discarded.", unsent)] : []),
      ...(open.length > 0
        ? [vscode.l10n.t("{0} unfinished changes can no longer be checked or undone from here.", open.length)]
        : []),
      vscode.l10n.t(
        "Its token and the record of applied changes are forgotten on this computer. Nothing changes in REDCap.",
      ),
    ];
    const sure = await services.dialogs.confirm({
      title: vscode.l10n.t("Remove {0} from the list?", label),
      detail: losses.join("\n"),
      action: vscode.l10n.t("Remove"),
    });
    if (!sure) return;
    await closeDrafts(id);
    await forgetProject(services, id);
  };
