import { setTimeout as pause } from "node:timers/promises";
import { list, message } from "../../core/text/message";
import { peopleOf } from "../../app/journal/journalEntry";
import type { JournalEntry } from "../../app/journal/journalEntry";
import { moment } from "../../platform/moment";
import type { TreeNode } from "../../views/node";
import { chooseProject } from "../chooseProject";
import { confirmAndApply, reporting } from "../quickApply";
import type { ApplyNeeds } from "../quickApply";
import type { Services } from "../services";

type Needs = ApplyNeeds & Pick<Services, "projects">;
type Way = "finish" | "undo";

/** People named in a notice; more are counted. */
const NAMED = 5;

/** How long until a project is looked at again whose changes seem to be applied right now. */
const AGAIN_MS = 5_000;

/** *Check Unfinished Changes…*: applies that broke off in a crash or with the server, looked into one by one. */
export const checkUnfinished =
  (services: Needs) =>
  async (node?: TreeNode): Promise<void> => {
    const connection = await chooseProject(services, node, message("Check Unfinished Changes"));
    if (!connection) return;
    // Whether a window that has left its lock is gone shows only after a while.
    if (await services.progress.inView(() => services.changes.isBusy(connection.id))) {
      await services.dialogs.info(
        message("Changes to {project} are being applied. Check again when they are done.", {
          project: connection.label,
        }),
      );
      return;
    }
    const [entry] = await services.changes.openEntries(connection.id);
    if (entry) await askWay(services, connection.id, entry);
    else await services.dialogs.info(message("No change to {project} was interrupted.", { project: connection.label }));
  };

/** Names the people who may stand half-way, once when the projects are first looked at. */
export function tellUnfinished(services: Needs): void {
  for (const { id } of services.connections.list()) void reporting(services, () => tellWhenFree(services, id));
}

/** After a crash VS Code is back before it is certain that the dead window is gone: only then it is known what broke off. */
async function tellWhenFree(services: Needs, id: string): Promise<void> {
  await services.changes.prune(id);
  while (await services.changes.isBusy(id)) await pause(AGAIN_MS);
  if (!services.connections.get(id)) return;
  const [entry] = await services.changes.openEntries(id);
  if (entry) await askWay(services, id, entry);
}

async function askWay(services: Needs, id: string, entry: JournalEntry): Promise<void> {
  const [finish, undo] = [message("Check and Finish…"), message("Undo…")];
  const { label } = services.connections.require(id);
  const when = moment(entry.startedAt);
  const sentence = message("A change to {people} in {project} was interrupted ({when}) and may be incomplete.", {
    people: list(peopleOf(entry), NAMED),
    project: label,
    when,
  });
  const answer = await services.dialogs.warn(sentence, finish, undo);
  if (answer === finish) await goOn(services, id, entry, "finish");
  if (answer === undo) await goOn(services, id, entry, "undo");
}

async function goOn(services: Needs, id: string, entry: JournalEntry, way: Way): Promise<void> {
  await reporting(services, async () => {
    const check = await services.progress.inView(() => services.changes.checkOpen(id, entry));
    if (check.state === "between") await confirmAndApply(services, id, check[way], [check.sentence]);
    else if (check.state === "arrived" && way === "undo") await confirmAndApply(services, id, check.undo);
    else await services.dialogs.info(check.sentence);
  });
}
