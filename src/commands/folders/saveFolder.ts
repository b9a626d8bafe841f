import { joined, list, message, plural, UserFacingError, verbatim } from "../../core/text/message";
import type { Message } from "../../core/text/message";
import { folderFiles } from "../../app/files/accessFolder";
import type { FolderFile } from "../../app/files/accessFolder";
import { isFolderOf, MANIFEST_NAME, readManifest } from "../../app/files/accessManifest";
import type { Connection } from "../../app/connections/connection";
import { fillTemplate } from "../../core/text/fileNames";
import { chooseProject } from "../chooseProject";
import { placeValues } from "../files/existingFiles";
import { ignoreOffer } from "../files/gitIgnore";
import { isPlace, placeIn } from "../../platform/place";
import type { Place } from "../../platform/place";
import type { Services } from "../services";
import { isTrusted } from "../trusted";
import type { TreeNode } from "../../views/node";

type Needs = Pick<
  Services,
  "connections" | "projects" | "dialogs" | "progress" | "files" | "settings" | "clock" | "state" | "workbench"
>;

/** *Save Access to Folder…*: the project as files made for git, whole or not at all. */
export const saveFolder =
  (services: Needs) =>
  async (target?: unknown): Promise<void> => {
    const { dialogs, files, progress, projects } = services;
    const title = message("Save Access to Folder");
    if (!(await isTrusted(services, message("Saving access is off while this folder is not trusted.")))) return;
    const node = isPlace(target) ? undefined : (target as TreeNode | undefined);
    const project = await chooseProject(services, node, title);
    if (!project) {
      await dialogs.info(message("Add a project first to save its access."));
      return;
    }
    const names = await dialogs.pick(
      [
        { label: message("Usernames only"), value: false },
        {
          label: message("With names and e-mail addresses"),
          description: message("they stay in the git history"),
          value: true,
        },
      ],
      {
        title: message("{title}: {project}", { title, project: project.label }),
        placeholder: message("How should people be named in users.csv?"),
      },
    );
    if (names === undefined) return;
    const folder = isPlace(target) ? target : await placeOf(services, project, title);
    if (!folder) return;
    const snapshot = await progress.notification(title, (_, signal) => projects.load(project.id, { signal }));
    const reason = snapshot.missing.user;
    if (reason) throw new UserFacingError(reason.said);
    const all = folderFiles(project, snapshot, { names });
    const changed = await changedFiles(services, folder, all);
    const place = files.shortName(folder);
    if (changed.length === 0) {
      await dialogs.info(message("{folder} already matches REDCap.", { folder: place }));
      return;
    }
    if (!(await mayReplace(services, folder, project, changed))) return;
    await files.writeAll(changed.map(({ name, text }) => ({ uri: placeIn(folder, name), text })));
    const saved = plural(
      changed.length,
      { one: "Saved {file} in {folder}.", other: "Saved {count} files in {folder}." },
      { file: changed[0]?.name ?? "", folder: place },
    );
    const left = missingTables(snapshot.missing);
    const offer = names ? await ignoreOffer(services, [placeIn(folder, "users.csv")]) : undefined;
    const sentence = joined([saved, ...left, ...(offer ? [offer.reason] : [])]);
    const answer = await dialogs.info(sentence, ...(offer?.actions ?? []));
    await offer?.answered(answer);
  };

async function placeOf(
  { files, dialogs, settings, clock }: Needs,
  project: Connection,
  title: Message,
): Promise<Place | undefined> {
  const root = files.hasFolder ? await files.root(title) : undefined;
  if (!root) return files.hasFolder ? undefined : await files.askFolder(title);
  const parts = fillTemplate(settings.exportFolder(root), placeValues(project, clock.today()));
  const usual = placeIn(root, ...parts);
  const choice = await dialogs.pick<"usual" | "other">(
    [
      { label: verbatim(files.shortName(usual)), value: "usual" },
      { label: message("Choose Another Folder…"), value: "other" },
    ],
    { title, placeholder: message("Where should the folder be?") },
  );
  if (choice === "other") return await files.askFolder(title);
  return choice && usual;
}

interface ChangedFile extends FolderFile {
  readonly there: boolean;
}

async function changedFiles(
  { files }: Needs,
  folder: Place,
  all: readonly FolderFile[],
): Promise<readonly ChangedFile[]> {
  const changed: ChangedFile[] = [];
  for (const file of all) {
    const before = await files.readIfThere(placeIn(folder, file.name));
    const same = before && Buffer.compare(before, new TextEncoder().encode(file.text)) === 0;
    if (!same) changed.push({ ...file, there: before !== undefined });
  }
  return changed;
}

/** Files that are there and say something else are never replaced without the question. */
async function mayReplace(
  { files, dialogs }: Needs,
  folder: Place,
  project: Connection,
  changed: readonly ChangedFile[],
): Promise<boolean> {
  const there = changed.filter((file) => file.there).map(({ name }) => name);
  if (there.length === 0) return true;
  const uri = placeIn(folder, MANIFEST_NAME);
  const manifest = (await files.exists(uri)) ? readManifest(await files.readText(uri)) : undefined;
  const place = files.shortName(folder);
  const other = !manifest || "problem" in manifest || !isFolderOf(manifest, project);
  return await dialogs.confirm({
    title: message("Replace {files} in {folder}?", { files: list(there), folder: place }),
    detail: other
      ? message("The folder was not saved from {project}. The contents of these files are lost.", {
          project: project.label,
        })
      : message("They differ from REDCap. Changes of yours that you have not committed are lost."),
    action: message("Replace"),
  });
}

function missingTables(missing: object): readonly Message[] {
  return Object.keys(missing).some((table) => ["userRole", "dag"].includes(table))
    ? [message("Tables that the token may not read were left out.")]
    : [];
}
