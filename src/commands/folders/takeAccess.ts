import * as vscode from "vscode";
import type { FolderPlan } from "../../app/files/accessFolder";
import type { Connection } from "../../app/connections/connection";
import type { FolderInput } from "../../core/folder/folderEdits";
import type { Answers } from "../../core/import/question";
import type { Snapshot } from "../../core/access/snapshot";
import { rightsLacking } from "../../core/access/tokenRights";
import type { Dialogs } from "../../platform/dialogs";
import { reviewAndApply, reviewChanges } from "../drafts/draftCommands";
import type { DraftNeeds } from "../drafts/draftCommands";
import { listed } from "../files/importQuestions";

export type TakeNeeds = DraftNeeds;

/** Asks what files leave open until nothing is; undefined when the person gave up. */
export async function askForAccess(
  dialogs: Dialogs,
  title: string,
  plan: (choices: Pick<FolderInput, "answers">) => FolderPlan,
): Promise<{ readonly made: FolderPlan; readonly answers: Answers } | undefined> {
  let answers: Record<string, string> = {};
  let made = plan({ answers });
  if (made.troubles.length > 0 && !(await leaveOut(dialogs, made))) return undefined;
  for (;;) {
    const open = made.questions.find(({ id }) => !(id in answers));
    if (!open) break;
    const choices = open.answers.map(({ value, title: label }) => ({ label, value }));
    const answer = await dialogs.pick(choices, { title, placeholder: open.sentence });
    if (answer === undefined) return undefined;
    answers = { ...answers, [open.id]: answer };
    made = plan({ answers });
  }
  return { made, answers };
}

/** Offers to remove what the folder leaves out, with its number, where it leaves something out. */
export async function askToMatch(
  dialogs: Dialogs,
  title: string,
  careful: FolderPlan,
  exact: FolderPlan,
): Promise<FolderPlan | undefined> {
  const { removed } = exact.counts;
  if (removed === 0) return careful;
  return await dialogs.pick(
    [
      { label: vscode.l10n.t("Add and change only"), value: careful },
      {
        label: vscode.l10n.t("Match exactly"),
        description:
          removed === 1 ? vscode.l10n.t("1 would be removed") : vscode.l10n.t("{0} would be removed", removed),
        value: exact,
      },
    ],
    { title, placeholder: vscode.l10n.t("What shall become of what the project has and the folder does not name?") },
  );
}

async function leaveOut(dialogs: Dialogs, { troubles, edits }: FolderPlan): Promise<boolean> {
  if (edits.length === 0) {
    await dialogs.refuse(vscode.l10n.t("Nothing of it can be taken."), listed(troubles));
    return false;
  }
  return await dialogs.confirm({
    title:
      troubles.length === 1
        ? vscode.l10n.t("1 line cannot be taken. Take the others?")
        : vscode.l10n.t("{0} lines cannot be taken. Take the others?", troubles.length),
    detail: listed(troubles),
    action: vscode.l10n.t("Take the Others"),
  });
}

/** Whether the project can take changes from elsewhere now; says so where not. */
export async function canTake(
  { dialogs, drafts, editors }: TakeNeeds,
  project: Connection,
  live: Snapshot,
): Promise<boolean> {
  const lacking = project.owner ? rightsLacking(live, project.owner) : [];
  await editors.save(project.id);
  const { edits, problems } = await drafts.state(project.id);
  const reason =
    lacking.length > 0
      ? vscode.l10n.t(
          "Read only: the token's owner lacks {0} in this project.",
          new Intl.ListFormat(vscode.env.language).format(lacking),
        )
      : edits.length + problems.length > 0
        ? vscode.l10n.t("It has changes that are not yet in REDCap. Apply or discard them first.")
        : undefined;
  if (reason) await dialogs.refuse(vscode.l10n.t("{0} cannot be changed now.", project.label), reason);
  return reason === undefined;
}

/** The edits become drafts, and the review of them opens. Nothing is sent. */
export async function takeForReview(
  services: TakeNeeds,
  project: Connection,
  live: Snapshot,
  { edits, notes, counts }: FolderPlan,
): Promise<void> {
  const { dialogs, drafts } = services;
  if (edits.length === 0) {
    await dialogs.info([vscode.l10n.t("{0} says already all of it.", project.label), ...notes].join(" "));
    return;
  }
  await drafts.takeEdits(project.id, edits, live);
  const node = { kind: "project", connectionId: project.id };
  await reviewChanges(services)(node);
  const said = vscode.l10n.t(
    "Not yet in REDCap: {0} added, {1} changed, {2} removed. Read the review, then apply it.",
    counts.added,
    counts.changed,
    counts.removed,
  );
  const apply = vscode.l10n.t("Review and Apply…");
  const answer = dialogs.info([said, ...notes].join(" "), apply);
  void answer.then(async (pressed) => {
    if (pressed === apply) await reviewAndApply(services)(node);
  });
}
