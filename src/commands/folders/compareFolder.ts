import { message, verbatim } from "../../core/text/message";
import { folderFiles } from "../../app/files/accessFolder";
import { MANIFEST_NAME } from "../../app/files/accessManifest";
import { chooseFolder, projectOfFolder } from "./folderChoice";
import { placeIn } from "../../platform/place";
import type { Place } from "../../platform/place";
import type { Services } from "../services";
import { isTrusted } from "../trusted";

type Needs = Parameters<typeof chooseFolder>[0] &
  Parameters<typeof projectOfFolder>[0] &
  Pick<Services, "progress" | "reports" | "workbench">;

/** *Compare Folder with Project*: REDCap beside the files, table by table. Changes nothing. */
export const compareFolder =
  (services: Needs) =>
  async (target?: unknown): Promise<void> => {
    const { dialogs, files, progress, projects, reports, workbench } = services;
    const title = message("Compare Folder with Project");
    if (!(await isTrusted(services, message("Comparing folders is off while this folder is not trusted.")))) return;
    const folder = await chooseFolder(services, target, title);
    const project = folder && (await projectOfFolder(services, folder, target, title));
    if (!folder || !project) return;
    const live = await progress.notification(title, (_, signal) => projects.load(project.id, { signal }));
    const names = folder.files.users?.table.columns.includes("email") ?? false;
    const sides: [Place, Place][] = [];
    for (const { name, text } of folderFiles(project, live, { names })) {
      const uri = placeIn(folder.uri, name);
      const there = name === MANIFEST_NAME ? undefined : await files.readIfThere(uri);
      if (there && new TextDecoder().decode(there) !== text) sides.push([reports.add(uri.path, verbatim(text)), uri]);
    }
    if (sides.length === 0) {
      await dialogs.info(message("The folder matches {project}.", { project: project.label }));
      return;
    }
    const heading = message("{project}: REDCap ↔ folder", { project: project.label });
    await workbench.compare(heading, sides);
  };
