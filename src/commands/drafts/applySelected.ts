import { joined, message, plural, verbatim } from "../../core/text/message";
import type { Message } from "../../core/text/message";
import { missingFor, selectableChanges } from "../../core/review/selectableChanges";
import { editsOf } from "../../core/edits/edit";
import type { SelectableChange } from "../../core/review/selectableChanges";
import { planDraft, projectOf } from "./draftCommands";
import type { DraftNeeds } from "./draftCommands";
import { confirmAndApply, reporting } from "../quickApply";

/** *Review and Apply Selected…*: whole changes are ticked, the ticked ones applied, the rest stays in the drafts. */
export const reviewAndApplySelected =
  (services: DraftNeeds) =>
  async (node?: unknown): Promise<void> => {
    const title = message("Review and Apply Selected");
    const project = await projectOf(services, node, title);
    if (project === undefined) return;
    await reporting(services, async () => {
      const plan = await planDraft(services, project);
      if (!plan) return;
      const all = selectableChanges(plan);
      // REDCap shows all of it already: nothing is left to be chosen.
      if (all.length === 0) {
        await confirmAndApply(services, project, plan);
        return;
      }
      const chosen = await choose(services, all, title);
      if (!chosen || chosen.length === 0) return;
      if (chosen.length === all.length) {
        await confirmAndApply(services, project, plan);
        return;
      }
      const edits = chosen.flatMap(editsOf);
      const part = await services.progress.inView(() => services.changes.plan(project, edits));
      await confirmAndApply(services, project, part, notes(all, chosen));
    });
  };

async function choose({ dialogs }: DraftNeeds, all: readonly SelectableChange[], title: Message) {
  const choices = all.map((each) => ({
    label: each.sentence,
    ...(each.notes.length > 0 ? { detail: joined(each.notes.flatMap((note) => [verbatim("⚠"), note])) } : {}),
    picked: true,
    value: each,
  }));
  const placeholder = message("Only ticked changes are applied; the others stay in the drafts");
  return await dialogs.pickMany(choices, { title, placeholder });
}

function notes(all: readonly SelectableChange[], chosen: readonly SelectableChange[]): readonly Message[] {
  const missing = missingFor(all, chosen);
  const needed = missing.map(({ sentence }) =>
    message("The ticked changes need this one, so tick it as well: {change}", { change: sentence }),
  );
  const left = all.length - chosen.length;
  const rest = plural(left, {
    one: "{count} person, role or group was not ticked and stays in the drafts.",
    other: "{count} people, roles or groups were not ticked and stay in the drafts.",
  });
  return [...needed, rest];
}
