import * as vscode from "vscode";
import type { Connection } from "../../app/connections/connection";
import type { DecodedFile } from "../../codec/file";
import { rightsLacking } from "../../core/access/tokenRights";
import type { TreeNode } from "../../views/node";
import { chooseProject } from "../chooseProject";
import type { SettledImport } from "./importQuestions";
import type { Services } from "../services";
import { mayImport } from "../trusted";

export type ImportNeeds = Pick<
  Services,
  "connections" | "projects" | "drafts" | "dialogs" | "progress" | "files" | "reader" | "editors"
>;

/** *Import Access File…*: the file becomes edits of the project's drafts, and the grid opens. Nothing is sent. */
export const importFile =
  (services: ImportNeeds) =>
  async (target?: unknown, more?: unknown): Promise<void> => {
    const { dialogs, connections, files } = services;
    const title = vscode.l10n.t("Import Access File");
    if (!(await mayImport(services))) return;
    const given = filesOf(target, more);
    const asked = given.length > 0 ? undefined : await files.askFile(title, ["csv", "json", "xml", "txt"]);
    const chosen = asked ? [asked] : given;
    if (chosen.length === 0) return;
    const project = await chooseProject(services, nodeOf(target), title);
    if (!project) {
      if (connections.list().length === 0) await dialogs.info(vscode.l10n.t("Add a project first, to import into it."));
      return;
    }
    for (const file of chosen) await importInto(services, project, file, title);
  };

/** `then`: what is shown of the changes that the file makes. */
export async function importInto(
  services: ImportNeeds,
  project: Connection,
  file: vscode.Uri,
  title: string,
  then: "grid" | "review" = "grid",
): Promise<void> {
  const { dialogs, projects, drafts, editors, progress, files, reader } = services;
  const [read, live] = await progress.notification(title, async (report, signal) => {
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
  const decoded = read.guesses ? await inChosenEncoding(services, file, title, read.guesses) : read;
  if (!decoded) return;
  await editors.save(project.id);
  // What reads and compares files is a bundle of its own, loaded by the first import.
  const { settleImport } = await import("./importQuestions");
  const beside = await besideDrafts(services, project.id);
  const made = await settleImport(dialogs, decoded, live, `${title}: ${project.label}`, beside);
  if (!made) return;
  if (made.ids.size > 0) idsElsewhere.set(project.id, made.ids);
  if (made.edits.length === 0) {
    await dialogs.info([vscode.l10n.t("The project says already what the file says."), ...remarks(made)].join(" "));
    return;
  }
  await drafts.takeEdits(project.id, made.edits, live);
  const showReview = async () =>
    await vscode.commands.executeCommand("redcapAccess.reviewChanges", { kind: "project", connectionId: project.id });
  await (then === "review" ? showReview() : editors.open(project.id, made.draft));
  const review = vscode.l10n.t("Review Changes");
  const buttons = then === "review" ? [] : [review];
  const chosen = await dialogs.info([summary(made), ...remarks(made)].join(" "), ...buttons);
  if (chosen === review) await showReview();
}

/** Asks in which encoding a file is, by what its words would be, and reads it in that. */
async function inChosenEncoding(
  { dialogs, files, reader }: ImportNeeds,
  file: vscode.Uri,
  title: string,
  guesses: NonNullable<DecodedFile["guesses"]>,
): Promise<DecodedFile | undefined> {
  const encoding = await dialogs.pick(
    guesses.map((each) => ({ label: each.sample, description: each.title, value: each.encoding })),
    { title, placeholder: vscode.l10n.t("The file is not in UTF-8. Which of these reads right?") },
  );
  return encoding === undefined ? undefined : await reader.read(await files.readBytes(file), undefined, encoding);
}

/**
 * By project, for this session: ids of another project with the labels that they had there, so that files which are
 * imported after its roles can name them.
 */
const idsElsewhere = new Map<string, ReadonlyMap<string, string>>();

/** What files may name that is not in REDCap yet, or has another id there. */
async function besideDrafts({ drafts }: ImportNeeds, id: string) {
  return { elsewhere: idsElsewhere.get(id) ?? new Map<string, string>(), draftEdits: (await drafts.state(id)).edits };
}

/** Files dropped on a row of the tree, or chosen in the Explorer, or shown in the editor that was clicked. */
function filesOf(target: unknown, more: unknown): readonly vscode.Uri[] {
  const uris = (Array.isArray(more) ? more : []).filter((each) => each instanceof vscode.Uri);
  return uris.length > 0 || !(target instanceof vscode.Uri) ? uris : [target];
}

function nodeOf(target: unknown): TreeNode | undefined {
  const node = typeof target === "object" && target !== null && "kind" in target && "connectionId" in target;
  return node ? (target as TreeNode) : undefined;
}

/** Removals are named only where the person wanted them. */
function summary({ counts: { added, changed, unchanged, removed }, match }: SettledImport): string {
  return match
    ? vscode.l10n.t(
        "In the draft, not yet in REDCap: {0} added, {1} changed, {2} removed; {3} unchanged.",
        ...[added, changed, removed, unchanged],
      )
    : vscode.l10n.t(
        "In the draft, not yet in REDCap: {0} added, {1} changed; {2} unchanged. Nothing is removed.",
        ...[added, changed, unchanged],
      );
}

function remarks({ ignored, notes }: SettledImport): readonly string[] {
  const columns = ignored.map(({ name, reason }) => `${name} (${reason})`).join(", ");
  return [...notes, ...(columns ? [vscode.l10n.t("Columns left out: {0}.", columns)] : [])];
}
