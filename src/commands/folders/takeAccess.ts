import { joined, list, message, plural } from "../../core/text/message";
import type { Message } from "../../core/text/message";
import type { FolderPlan } from "../../app/files/accessFolder";
import type { Connection } from "../../app/connections/connection";
import type { FolderInput } from "../../core/folder/folderEdits";
import type { Answers } from "../../core/rules/questions";
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
  title: Message,
  plan: (choices: Pick<FolderInput, "answers">) => FolderPlan,
): Promise<{ readonly made: FolderPlan; readonly answers: Answers } | undefined> {
  let answers: Record<string, string> = {};
  let made = plan({ answers });
  if (made.refused.length > 0 && !(await leaveOut(dialogs, made))) return undefined;
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
  title: Message,
  careful: FolderPlan,
  exact: FolderPlan,
): Promise<FolderPlan | undefined> {
  const { removed } = exact.counts;
  if (removed === 0) return careful;
  return await dialogs.pick(
    [
      { label: message("Add and change only"), value: careful },
      {
        label: message("Make the project match the folder"),
        description: plural(removed, { one: "{count} would be removed", other: "{count} would be removed" }),
        value: exact,
      },
    ],
    { title, placeholder: message("The folder leaves out some of what the project has. What should happen to it?") },
  );
}

async function leaveOut(dialogs: Dialogs, { refused, edits }: FolderPlan): Promise<boolean> {
  if (edits.length === 0) {
    await dialogs.refuse(message("None of it can be used."), listed(refused));
    return false;
  }
  return await dialogs.confirm({
    title: plural(refused.length, {
      one: "{count} line cannot be used. Use the others?",
      other: "{count} lines cannot be used. Use the others?",
    }),
    detail: listed(refused),
    action: message("Use the Others"),
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
      ? message("Read-only: the token's owner lacks {rights} in this project.", { rights: list(lacking) })
      : edits.length + problems.length > 0
        ? message("It has changes not yet in REDCap. Apply or discard them first.")
        : undefined;
  if (reason) await dialogs.refuse(message("{project} cannot be changed now.", { project: project.label }), reason);
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
    await dialogs.info(joined([message("{project} already has all of it.", { project: project.label }), ...notes]));
    return;
  }
  await drafts.takeEdits(project.id, edits, live);
  const node = { kind: "project", connectionId: project.id };
  await reviewChanges(services)(node);
  const taken = message(
    "Not yet in REDCap: {added} added, {changed} changed, {removed} removed. Read the review, then apply it.",
    { added: counts.added, changed: counts.changed, removed: counts.removed },
  );
  const apply = message("Review and Apply…");
  const answer = dialogs.info(joined([taken, ...notes]), apply);
  void answer.then(async (pressed) => {
    if (pressed === apply) await reviewAndApply(services)(node);
  });
}
