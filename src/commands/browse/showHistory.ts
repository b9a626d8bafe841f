import { message } from "../../core/text/message";
import type { Message } from "../../core/text/message";
import type { Connection } from "../../app/connections/connection";
import { historyLine } from "../../app/journal/history";
import type { History } from "../../app/journal/history";
import { historyText } from "../../app/journal/historyText";
import type { JournalEntry } from "../../app/journal/journalEntry";
import { fillTemplate } from "../../core/text/fileNames";
import { projectOf } from "../drafts/draftCommands";
import { placeValues, settleExisting } from "../files/existingFiles";
import { writeReport } from "../files/writeReport";
import { confirmAndApply, reporting } from "../quickApply";
import type { ApplyNeeds } from "../quickApply";
import { moment } from "../../platform/moment";
import { placeIn } from "../../platform/place";
import type { Services } from "../services";

type Needs = ApplyNeeds & Pick<Services, "editors" | "files" | "settings" | "clock" | "state">;
type Action = "view" | "export" | "takeBack";

/** *Show History…*: everything that was applied to a project, to be read, written to a file, or taken back. */
export const showHistory =
  (services: Needs) =>
  async (node?: unknown): Promise<void> => {
    const project = await projectOf(services, node, message("History"));
    if (project === undefined) return;
    const connection = services.connections.require(project);
    const history = await services.changes.history(connection.id);
    if (history.entries.length === 0) {
      const text = message("Nothing has been applied to {project} from here yet.", { project: connection.label });
      await services.dialogs.info(text);
      return;
    }
    const chosen = await chooseEntry(services, connection, history);
    if (!chosen) return;
    await reporting(services, () => ACTS[chosen.action ?? "view"](services, connection, chosen.value, history));
  };

const ACTS: Readonly<
  Record<Action, (services: Needs, connection: Connection, entry: JournalEntry, history: History) => Promise<unknown>>
> = {
  view: async ({ reports }, { label }, entry, history) =>
    await reports.show(message("What was applied"), textOf(label, entry, history)),
  export: exportEntry,
  takeBack,
};

async function chooseEntry({ dialogs }: Needs, { label }: Connection, history: History) {
  const choices = history.entries.map((entry) => {
    const { what, whose, state, changes, undoable } = historyLine(entry, history, moment);
    const actions: readonly Action[] = ["view", "export", ...(undoable ? (["takeBack"] as const) : [])];
    const label = message("{when}: {what}", { when: moment(entry.startedAt), what });
    const detail = message("{state} · {changes}", { state, changes });
    return { label, description: whose, detail, value: entry, actions };
  });
  const buttons = {
    view: { icon: "open-preview", tooltip: message("View") },
    export: { icon: "save-as", tooltip: message("Export…") },
    takeBack: { icon: "discard", tooltip: message("Undo…") },
  };
  return await dialogs.pickAction(choices, buttons, {
    title: message("History of {project}", { project: label }),
    placeholder: message("What was applied, newest first; choose an entry to read all of it"),
  });
}

async function takeBack(services: Needs, { id }: Connection, entry: JournalEntry, { entries }: History): Promise<void> {
  const { changes, dialogs, progress } = services;
  const undo = await progress.inView(() => changes.planUndo(id, entry.id));
  const when = moment(entry.startedAt);
  const note = message("This undoes what was applied {when}. What was applied later stays.", { when });
  if (undo) await confirmAndApply(services, id, undo.plan, entries[0]?.id === entry.id ? [] : [note]);
  else await dialogs.info(message("This has already been undone."));
}

/** Into the folder for exports, or where the person says when no folder is open. */
async function exportEntry(services: Needs, connection: Connection, entry: JournalEntry, history: History) {
  const { files, settings, clock } = services;
  const title = message("Export");
  const name = fileName(entry);
  const root = files.hasFolder ? await files.root(title) : undefined;
  if (files.hasFolder && !root) return;
  if (!root) {
    // The dialog asks itself before it names a file that is there.
    const target = await files.askWhere(name, title);
    if (target) await writeReport(services, target, textOf(connection.label, entry, history));
    return;
  }
  const folder = fillTemplate(settings.exportFolder(root), placeValues(connection, clock.today()));
  const settled = await settleExisting(services, [{ target: placeIn(root, ...folder, name) }], title);
  const [job] = settled ?? [];
  if (job) await writeReport(services, job.target, textOf(connection.label, entry, history));
}

function textOf(project: string, entry: JournalEntry, history: History): Message {
  return historyText(entry, history, { project, time: moment });
}

/** "applied-2026-06-15-14-05-09.txt", where the person sits. */
function fileName({ startedAt }: JournalEntry): string {
  const at = new Date(startedAt);
  const parts = [at.getMonth() + 1, at.getDate(), at.getHours(), at.getMinutes(), at.getSeconds()];
  return `applied-${[at.getFullYear(), ...parts.map((part) => String(part).padStart(2, "0"))].join("-")}.txt`;
}
