import * as vscode from "vscode";
import { folderFiles } from "../../app/files/accessFolder";
import type { FolderFile } from "../../app/files/accessFolder";
import { isFolderOf, MANIFEST_NAME, readManifest } from "../../app/files/accessManifest";
import type { Connection } from "../../app/connections/connection";
import { fillTemplate } from "../../core/text/fileNames";
import { listing } from "../../core/text/words";
import { chooseProject } from "../chooseProject";
import { placeValues } from "../files/existingFiles";
import { ignoreOffer } from "../files/gitIgnore";
import type { Services } from "../services";
import { isTrusted } from "../trusted";
import type { TreeNode } from "../../views/node";

type Needs = Pick<
  Services,
  "connections" | "projects" | "dialogs" | "progress" | "files" | "settings" | "clock" | "state"
>;

/** *Save Access to Folder…*: the project as files made for git, whole or not at all. */
export const saveFolder =
  (services: Needs) =>
  async (target?: unknown): Promise<void> => {
    const { dialogs, files, progress, projects } = services;
    const title = vscode.l10n.t("Save Access to Folder");
    if (!(await isTrusted(services, vscode.l10n.t("Saving access is off while this folder is not trusted.")))) return;
    const node = target instanceof vscode.Uri ? undefined : (target as TreeNode | undefined);
    const project = await chooseProject(services, node, title);
    if (!project) {
      await dialogs.info(vscode.l10n.t("Add a project first, to save its access."));
      return;
    }
    const names = await dialogs.pick(
      [
        { label: vscode.l10n.t("Usernames only"), value: false },
        {
          label: vscode.l10n.t("With names and e-mail addresses"),
          description: vscode.l10n.t("they stay in the history of git"),
          value: true,
        },
      ],
      { title: `${title}: ${project.label}`, placeholder: vscode.l10n.t("How shall people be named in users.csv?") },
    );
    if (names === undefined) return;
    const folder = target instanceof vscode.Uri ? target : await placeOf(services, project, title);
    if (!folder) return;
    const snapshot = await progress.notification(title, (_, signal) => projects.load(project.id, { signal }));
    const reason = snapshot.missing.user;
    if (reason) throw new Error(reason.message);
    const all = folderFiles(project, snapshot, { names });
    const changed = await changedFiles(services, folder, all);
    const place = vscode.workspace.asRelativePath(folder);
    if (changed.length === 0) {
      await dialogs.info(vscode.l10n.t("{0} says already what REDCap says.", place));
      return;
    }
    if (!(await mayReplace(services, folder, project, changed))) return;
    await files.writeAll(changed.map(({ name, text }) => ({ uri: vscode.Uri.joinPath(folder, name), text })));
    const said =
      changed.length === 1
        ? vscode.l10n.t("Saved {0} in {1}.", changed[0]?.name ?? "", place)
        : vscode.l10n.t("Saved {0} files in {1}.", changed.length, place);
    const left = missingTables(snapshot.missing);
    const offer = names ? await ignoreOffer(services, [vscode.Uri.joinPath(folder, "users.csv")]) : undefined;
    const sentence = [said, ...left, ...(offer ? [offer.reason] : [])].join(" ");
    const answer = await dialogs.info(sentence, ...(offer?.actions ?? []));
    await offer?.answered(answer);
  };

async function placeOf(
  { files, dialogs, settings, clock }: Needs,
  project: Connection,
  title: string,
): Promise<vscode.Uri | undefined> {
  const root = files.hasFolder ? await files.root(title) : undefined;
  if (!root) return files.hasFolder ? undefined : await files.askFolder(title);
  const parts = fillTemplate(settings.exportFolder(root), placeValues(project, clock.today()));
  const usual = vscode.Uri.joinPath(root, ...parts);
  const choice = await dialogs.pick<"usual" | "other">(
    [
      { label: vscode.workspace.asRelativePath(usual), value: "usual" },
      { label: vscode.l10n.t("Choose Another Folder…"), value: "other" },
    ],
    { title, placeholder: vscode.l10n.t("Where shall the folder be?") },
  );
  if (choice === "other") return await files.askFolder(title);
  return choice && usual;
}

interface ChangedFile extends FolderFile {
  readonly there: boolean;
}

async function changedFiles(
  { files }: Needs,
  folder: vscode.Uri,
  all: readonly FolderFile[],
): Promise<readonly ChangedFile[]> {
  const changed: ChangedFile[] = [];
  for (const file of all) {
    const before = await files.readIfThere(vscode.Uri.joinPath(folder, file.name));
    const same = before && Buffer.compare(before, new TextEncoder().encode(file.text)) === 0;
    if (!same) changed.push({ ...file, there: before !== undefined });
  }
  return changed;
}

/** Files that are there and say something else are never replaced without the question. */
async function mayReplace(
  { files, dialogs }: Needs,
  folder: vscode.Uri,
  project: Connection,
  changed: readonly ChangedFile[],
): Promise<boolean> {
  const there = changed.filter((file) => file.there).map(({ name }) => name);
  if (there.length === 0) return true;
  const uri = vscode.Uri.joinPath(folder, MANIFEST_NAME);
  const manifest = (await files.exists(uri)) ? readManifest(await files.readText(uri)) : undefined;
  const place = vscode.workspace.asRelativePath(folder);
  const other = !manifest || "problem" in manifest || !isFolderOf(manifest, project);
  return await dialogs.confirm({
    title: vscode.l10n.t("Replace {0} in {1}?", listing(there), place),
    detail: other
      ? vscode.l10n.t("The folder was not saved from {0}. What these files say is lost.", project.label)
      : vscode.l10n.t("They say something else than REDCap. Changes of yours that are in no commit are lost."),
    action: vscode.l10n.t("Replace"),
  });
}

function missingTables(missing: object): readonly string[] {
  return Object.keys(missing).some((table) => ["userRole", "dag"].includes(table))
    ? [vscode.l10n.t("Tables that the token may not read were left out.")]
    : [];
}
