import * as vscode from "vscode";
import { missingFor, selectableChanges } from "../../core/review/selection";
import { editsOf } from "../../core/edits/edit";
import type { Change } from "../../core/plan/plan";
import { planDraft, projectOf } from "./draftCommands";
import type { DraftNeeds } from "./draftCommands";
import { confirmAndApply, reporting } from "../quickApply";

/** *Review and Apply Selected…*: whole changes are ticked, the ticked ones applied, the rest stays in the drafts. */
export const reviewAndApplySelected =
  (services: DraftNeeds) =>
  async (node?: unknown): Promise<void> => {
    const title = vscode.l10n.t("Review and Apply Selected");
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

async function choose({ dialogs }: DraftNeeds, all: readonly Change[], title: string) {
  const choices = all.map((each) => ({
    label: each.sentence,
    ...(each.problems.length > 0 ? { detail: each.problems.map((note) => `⚠ ${note}`).join(" ") } : {}),
    picked: true,
    value: each,
  }));
  const placeholder = vscode.l10n.t("Only what is ticked is applied; the rest stays in the drafts");
  return await dialogs.pickMany(choices, { title, placeholder });
}

function notes(all: readonly Change[], chosen: readonly Change[]): readonly string[] {
  const missing = missingFor(all, chosen);
  const needed = missing.map(({ sentence }) =>
    vscode.l10n.t("Tick this as well, the ticked ones need it: {0}", sentence),
  );
  const left = all.length - chosen.length;
  const rest =
    left === 1
      ? vscode.l10n.t("One person, role or group was not ticked and stays in the drafts.")
      : vscode.l10n.t("{0} people, roles or groups were not ticked and stay in the drafts.", left);
  return [...needed, rest];
}
