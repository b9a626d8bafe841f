import { message } from "../../core/text/message";
import { planFolder } from "../../app/files/accessFolder";
import { isFolderOf } from "../../app/files/accessManifest";
import type { FolderInput } from "../../core/folder/folderEdits";
import { chooseFolder, projectOfFolder } from "./folderChoice";
import type { Services } from "../services";
import { askForAccess, askToMatch, canTake, takeForReview } from "./takeAccess";
import type { TakeNeeds } from "./takeAccess";
import { isTrusted } from "../trusted";

type Needs = Parameters<typeof chooseFolder>[0] &
  Parameters<typeof projectOfFolder>[0] &
  TakeNeeds &
  Pick<Services, "projects">;

/** *Apply Folder to Project…*: what the folder says becomes changes of all tables at once, to be reviewed. Sends nothing. */
export const applyFolder =
  (services: Needs) =>
  async (target?: unknown): Promise<void> => {
    const { dialogs, progress, projects } = services;
    const title = message("Apply Folder to Project");
    if (!(await isTrusted(services, message("Applying folders is off while this folder is not trusted.")))) return;
    const folder = await chooseFolder(services, target, title);
    const project = folder && (await projectOfFolder(services, folder, target, title));
    if (!folder || !project) return;
    const { manifest } = folder;
    const foreign = !isFolderOf(manifest, project);
    if (foreign) {
      const sure = await dialogs.confirm({
        title: message("The folder was saved from another project. Use it for {project}?", { project: project.label }),
        detail: message(
          "It is from project {projectId}, “{title}”, on {host}. Roles and groups are matched by name, and created where they are missing.",
          { projectId: String(manifest.projectId), title: manifest.title, host: new URL(manifest.server).host },
        ),
        action: message("Use It"),
      });
      if (!sure) return;
    }
    const live = await progress.notification(title, (_, signal) => projects.load(project.id, { signal }));
    if (!(await canTake(services, project, live))) return;
    const plan = (choices: Pick<FolderInput, "answers" | "match">) => planFolder(folder, { live, foreign, ...choices });
    const heading = message("{title}: {project}", { title, project: project.label });
    const asked = await askForAccess(dialogs, heading, plan);
    const made =
      asked && (await askToMatch(dialogs, heading, asked.made, plan({ answers: asked.answers, match: true })));
    if (made) await takeForReview(services, project, live, made);
  };
