import * as vscode from "vscode";
import { rightsLacking } from "../core/tokenRights";
import type { TreeNode } from "../views/node";
import { chooseProject } from "./chooseProject";
import type { ReadImport } from "./importQuestions";
import type { Services } from "./services";

type Needs = Pick<
  Services,
  "connections" | "projects" | "drafts" | "dialogs" | "progress" | "files" | "reader" | "editors"
>;

/** *Import Access File…*: the file becomes edits of the project's drafts, and the grid opens. Nothing is sent. */
export const importFile =
  (services: Needs) =>
  async (target?: unknown): Promise<void> => {
    const { dialogs, connections, projects, drafts, editors, progress, files, reader } = services;
    const title = vscode.l10n.t("Import Access File");
    if (!vscode.workspace.isTrusted) {
      await dialogs.refuse(
        vscode.l10n.t("Importing is off while this folder is not trusted."),
        vscode.l10n.t("A file of access could come from anywhere. Trust the folder to import from it."),
      );
      return;
    }
    const file = target instanceof vscode.Uri ? target : await files.askFile(title, ["csv", "json", "xml", "txt"]);
    if (!file) return;
    const project = await chooseProject(services, nodeOf(target), title);
    if (!project) {
      if (connections.list().length === 0) await dialogs.info(vscode.l10n.t("Add a project first, to import into it."));
      return;
    }
    const [decoded, live] = await progress.notification(title, async (report, signal) => {
      report(vscode.l10n.t("Reading the file…"));
      const bytes = await files.readBytes(file);
      return await Promise.all([reader.read(bytes, signal), projects.load(project.id, { signal })]);
    });
    const lacking = project.owner ? rightsLacking(live, project.owner) : [];
    if (lacking.length > 0) {
      const rights = new Intl.ListFormat(vscode.env.language).format(lacking);
      await dialogs.refuse(
        vscode.l10n.t("Nothing can be imported into {0}.", project.label),
        vscode.l10n.t("Read only: the token's owner lacks {0} in this project.", rights),
      );
      return;
    }
    await editors.save(project.id);
    const { added } = await drafts.people(project.id);
    // What reads and compares files is a bundle of its own, loaded by the first import.
    const { settleImport } = await import("./importQuestions");
    const made = await settleImport(dialogs, decoded, live, `${title}: ${project.label}`, added);
    if (!made) return;
    if (made.edits.length === 0) {
      await dialogs.info([vscode.l10n.t("The project says already what the file says."), ...remarks(made)].join(" "));
      return;
    }
    await drafts.takeEdits(project.id, made.edits, live);
    await editors.open(project.id, made.draft);
    void dialogs.info([summary(made), ...remarks(made)].join(" "));
  };

function nodeOf(target: unknown): TreeNode | undefined {
  const node = typeof target === "object" && target !== null && "kind" in target && "connectionId" in target;
  return node ? (target as TreeNode) : undefined;
}

function summary({ counts: { added, changed, unchanged, removed } }: ReadImport): string {
  return vscode.l10n.t(
    "In the draft, not yet in REDCap: {0} added, {1} changed, {2} removed; {3} unchanged.",
    added,
    changed,
    removed,
    unchanged,
  );
}

function remarks({ ignored, notes }: ReadImport): readonly string[] {
  const columns = ignored.map(({ name, reason }) => `${name} (${reason})`).join(", ");
  return [...notes, ...(columns ? [vscode.l10n.t("Columns left out: {0}.", columns)] : [])];
}
