import { message, verbatim } from "../../core/text/message";
import type { Message } from "../../core/text/message";
import { isFolderOf, MANIFEST_NAME } from "../../app/files/accessManifest";
import { readFolder } from "../../app/files/accessFolder";
import type { AccessFolder } from "../../app/files/accessFolder";
import type { Connection } from "../../app/connections/connection";
import { askProject } from "../connect/addProject";
import { connectionOf, projectChoice } from "../chooseProject";
import { isPlace, placeIn } from "../../platform/place";
import type { Place } from "../../platform/place";
import type { Services } from "../services";
import type { TreeNode } from "../../views/node";

const MOST_FOLDERS = 100;

type Needs = Pick<Services, "dialogs" | "files" | "reader">;
type ProjectNeeds = Parameters<typeof askProject>[0];

export interface ChosenFolder extends AccessFolder {
  readonly uri: Place;
}

/** The folder of the Explorer's entry, the only one of the workspace, or the one that is chosen. */
export async function chooseFolder(
  services: Needs,
  target: unknown,
  title: Message,
): Promise<ChosenFolder | undefined> {
  const uri = await placeOf(services, target, title);
  if (!uri) return undefined;
  const { files, reader } = services;
  const folder = await readFolder(
    async (name) => await files.readIfThere(placeIn(uri, name)),
    async (bytes) => await reader.read(bytes),
  );
  return { ...folder, uri };
}

async function placeOf({ dialogs, files }: Needs, target: unknown, title: Message): Promise<Place | undefined> {
  if (isPlace(target)) {
    return target.path.endsWith(`/${MANIFEST_NAME}`) ? placeIn(target, "..") : target;
  }
  const found = await files.find(MANIFEST_NAME, MOST_FOLDERS);
  const folders = found.map((uri) => placeIn(uri, ".."));
  if (folders.length === 0) return await files.askFolder(title);
  if (folders.length === 1) return folders[0];
  return await dialogs.pick(
    folders.map((uri) => ({ label: verbatim(files.shortName(uri)), value: uri })),
    { title, placeholder: message("Folder with saved access") },
  );
}

/**
 * The project that a folder is compared with or applied to: the node's, the one it was saved from, or the one chosen. What
 * the manifest says is only compared; a project that is not in the list is added as any other, from nothing.
 */
export async function projectOfFolder(
  services: ProjectNeeds,
  { manifest }: AccessFolder,
  target: unknown,
  title: Message,
): Promise<Connection | undefined> {
  const { connections, dialogs } = services;
  const given = isPlace(target) ? undefined : connectionOf(target as TreeNode | undefined);
  if (given !== undefined) return connections.require(given);
  const list = connections.list();
  const same = list.filter((connection) => isFolderOf(manifest, connection));
  if (same.length === 1) return same[0];
  const { host } = new URL(manifest.server);
  const choices = (same.length > 0 ? same : list).map(projectChoice);
  const add = { label: message("Add Project…"), value: undefined };
  const chosen = await dialogs.pick<{ readonly connection: Connection | undefined }>(
    [...choices, ...(same.length > 0 ? [] : [add])].map(({ value, ...choice }) => ({
      ...choice,
      value: { connection: value },
    })),
    {
      title,
      placeholder:
        same.length > 0
          ? message("Project")
          : message("The folder was saved from project {projectId} on {host}, which is not in your list", {
              projectId: String(manifest.projectId),
              host,
            }),
    },
  );
  if (chosen && !chosen.connection) await askProject(services, host);
  return chosen?.connection;
}
