import { joined, list, message, verbatim } from "../../core/text/message";
import type { Message } from "../../core/text/message";
import type { Connection } from "../../app/connections/connection";
import type { DecodedFile } from "../../codec/file";
import { rightsLacking } from "../../core/access/tokenRights";
import type { TreeNode } from "../../views/node";
import { chooseProject } from "../chooseProject";
import type { SettledImport } from "./importQuestions";
import { isPlace } from "../../platform/place";
import type { Place } from "../../platform/place";
import type { Services } from "../services";
import { mayImport } from "../trusted";

export type ImportNeeds = Pick<
  Services,
  | "connections"
  | "projects"
  | "drafts"
  | "dialogs"
  | "progress"
  | "files"
  | "reader"
  | "editors"
  | "workbench"
  | "importedIds"
>;

/** *Import Access File…*: the file becomes edits of the project's drafts, and the grid opens. Nothing is sent. */
export const importFile =
  (services: ImportNeeds) =>
  async (target?: unknown, more?: unknown): Promise<void> => {
    const { dialogs, connections, files } = services;
    const title = message("Import Access File");
    if (!(await mayImport(services))) return;
    const given = filesOf(target, more);
    const asked = given.length > 0 ? undefined : await files.askFile(title, ["csv", "json", "xml", "txt"]);
    const chosen = asked ? [asked] : given;
    if (chosen.length === 0) return;
    const project = await chooseProject(services, nodeOf(target), title);
    if (!project) {
      if (connections.list().length === 0) await dialogs.info(message("Add a project first to import into."));
      return;
    }
    for (const file of chosen) await importInto(services, project, file, title);
  };

/** `then`: what is shown of the changes that the file makes. */
export async function importInto(
  services: ImportNeeds,
  project: Connection,
  file: Place,
  title: Message,
  then: "grid" | "review" = "grid",
): Promise<void> {
  const { dialogs, projects, drafts, editors, progress, files, reader, workbench } = services;
  const [read, live] = await progress.notification(title, async (report, signal) => {
    report(message("Reading the file…"));
    const bytes = await files.readBytes(file);
    return await Promise.all([reader.read(bytes, signal), projects.load(project.id, { signal })]);
  });
  const lacking = project.owner ? rightsLacking(live, project.owner) : [];
  if (lacking.length > 0) {
    await dialogs.refuse(
      message("Nothing can be imported into {project}.", { project: project.label }),
      message("Read-only: the token's owner lacks {rights} in this project.", { rights: list(lacking) }),
    );
    return;
  }
  const decoded = read.guesses ? await inChosenEncoding(services, file, title, read.guesses) : read;
  if (!decoded) return;
  await editors.save(project.id);
  // What reads and compares files is a bundle of its own, loaded by the first import.
  const { settleImport } = await import("./importQuestions");
  const beside = await besideDrafts(services, project.id);
  const made = await settleImport(
    dialogs,
    decoded,
    live,
    message("{title}: {project}", { title, project: project.label }),
    beside,
  );
  if (!made) return;
  services.importedIds.add(project.id, made.ids);
  if (made.edits.length === 0) {
    await dialogs.info(joined([message("The project already matches the file."), ...remarks(made)]));
    return;
  }
  await drafts.takeEdits(project.id, made.edits, live);
  const showReview = async () => await workbench.run("reviewChanges", { kind: "project", connectionId: project.id });
  await (then === "review" ? showReview() : editors.open(project.id, made.draft));
  const review = message("Review Changes");
  const buttons = then === "review" ? [] : [review];
  const chosen = await dialogs.info(joined([summary(made), ...remarks(made)]), ...buttons);
  if (chosen === review) await showReview();
}

/** Asks in which encoding a file is, by what its words would be, and reads it in that. */
async function inChosenEncoding(
  { dialogs, files, reader }: ImportNeeds,
  file: Place,
  title: Message,
  guesses: NonNullable<DecodedFile["guesses"]>,
): Promise<DecodedFile | undefined> {
  const encoding = await dialogs.pick(
    guesses.map((each) => ({ label: verbatim(each.sample), description: verbatim(each.title), value: each.encoding })),
    { title, placeholder: message("The file is not in UTF-8. Which of these lines reads correctly?") },
  );
  return encoding === undefined ? undefined : await reader.read(await files.readBytes(file), undefined, encoding);
}

/** What files may name that is not in REDCap yet, or has another id there. */
async function besideDrafts({ drafts, importedIds }: ImportNeeds, id: string) {
  return { elsewhere: importedIds.of(id), draftEdits: (await drafts.state(id)).edits };
}

/** Files dropped on a row of the tree, or chosen in the Explorer, or shown in the editor that was clicked. */
function filesOf(target: unknown, more: unknown): readonly Place[] {
  const files = (Array.isArray(more) ? more : []).filter(isPlace);
  return files.length > 0 || !isPlace(target) ? files : [target];
}

function nodeOf(target: unknown): TreeNode | undefined {
  const node = typeof target === "object" && target !== null && "kind" in target && "connectionId" in target;
  return node ? (target as TreeNode) : undefined;
}

/** Removals are named only where the person wanted them. */
function summary({ counts: { added, changed, unchanged, removed }, match }: SettledImport): Message {
  return match
    ? message(
        "In the draft, not yet in REDCap: {added} added, {changed} changed, {count} removed; {unchanged} unchanged.",
        { added, changed, count: removed, unchanged },
      )
    : message(
        "In the draft, not yet in REDCap: {added} added, {changed} changed; {unchanged} unchanged. Nothing is removed.",
        { added, changed, unchanged },
      );
}

function remarks({ ignored, notes }: SettledImport): readonly Message[] {
  return [...notes, ...ignored.map((problem) => problem.message)];
}
