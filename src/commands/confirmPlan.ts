import { english, joined, message, plural, verbatim } from "../core/text/message";
import type { Message } from "../core/text/message";
import { countChanges, editsOf } from "../core/edits/edit";
import type { Plan } from "../core/plan/plan";
import { reviewText, summary } from "../core/review/review";
import { sentenceOf } from "../core/rules/problem";
import { shown } from "../core/text/displayText";
import { said } from "./said";
import type { Services } from "./services";

/** What a confirmation can hold; VS Code's dialogs do not scroll everywhere. */
const MOST = { changes: 12, letters: 3000 };

export function isUndo(plan: Plan): boolean {
  return plan.input.follows?.as === "undo";
}

/**
 * Whether a person says yes to every change of the plan, having seen each. More than a dialog can hold are read in the
 * review, which stays open while their number is typed.
 */
export async function confirmPlan(
  { dialogs, connections, reports }: Pick<Services, "dialogs" | "connections" | "reports">,
  connectionId: string,
  plan: Plan,
  notes: readonly Message[],
): Promise<boolean> {
  const { label, apiUrl, origin } = connections.require(connectionId);
  const where = message("{project} on {host}", { project: shown(label), host: new URL(origin).host });
  const title = isUndo(plan)
    ? message("Undo: {changes} in {where}?", { changes: summary(plan), where })
    : message("Apply {changes} in {where}?", { changes: summary(plan), where });
  const typed = plan.problems.flatMap(({ level, confirmBy }) => (level === "type" && confirmBy ? [confirmBy] : []));
  const warned = warnings(plan, notes);
  const whole = joined([...warned, ...plan.changes.map(({ sentence }) => said(sentence))], "\n");
  if (plan.changes.length <= MOST.changes && english(whole).length <= MOST.letters) {
    const action = isUndo(plan) ? message("Undo") : message("Apply");
    return (await dialogs.confirm({ title, detail: whole, action })) && (await typeEach(typed));
  }
  const count = countChanges(plan.changes.flatMap(editsOf));
  const more = plural(count, {
    one: "This does not fit here. Read it in the review; to apply it, you will be asked to type {count}.",
    other:
      "These are too many changes to show here. Read them all in the review; to apply them, you will be asked to type their number, {count}.",
  });
  const review = message("Review Changes");
  if (!(await dialogs.confirm({ title, detail: joined([...warned, more], "\n"), action: review }))) return false;
  const readAt = new Date(plan.input.live.takenAt).toLocaleString();
  await reports.show(message("Review of Changes"), reviewText(plan, { project: label, server: apiUrl, readAt }));
  return await typeEach([String(count), ...typed]);

  async function typeEach(words: readonly string[]): Promise<boolean> {
    for (const expected of new Set(words)) if (!(await dialogs.typeToConfirm({ title, expected }))) return false;
    return true;
  }
}

function warnings(plan: Plan, notes: readonly Message[]): readonly Message[] {
  const all = [...notes, ...plan.problems.map(sentenceOf)];
  return all.length > 0 ? [...all.map((each) => joined([verbatim("⚠"), each])), verbatim("")] : [];
}
