import { personName } from "../core/access/names";
import { english, joined, list, message, plural, verbatim } from "../core/text/message";
import type { Message } from "../core/text/message";
import { countChanges, editsOf } from "../core/edits/edit";
import type { Plan } from "../core/plan/plan";
import { summary } from "../core/review/review";
import { sentenceOf } from "../core/rules/problem";
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
  { dialogs, connections, documents }: Pick<Services, "dialogs" | "connections" | "documents">,
  connectionId: string,
  plan: Plan,
  notes: readonly Message[],
): Promise<boolean> {
  const { label, origin } = connections.require(connectionId);
  const where = message("{project} on {host}", { project: label, host: new URL(origin).host });
  const { title, action } = question(plan, where);
  const typed = plan.problems.flatMap(({ level, confirmBy }) => (level === "type" && confirmBy ? [confirmBy] : []));
  const warned = warnings(plan, notes);
  const whole = joined([...warned, ...plan.changes.map(({ sentence }) => sentence)], "\n");
  if (plan.changes.length <= MOST.changes && english(whole).length <= MOST.letters) {
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
  await documents.showReview(connectionId, plan);
  return await typeEach([String(count), ...typed]);

  async function typeEach(words: readonly string[]): Promise<boolean> {
    for (const expected of new Set(words)) if (!(await dialogs.typeToConfirm({ title, expected }))) return false;
    return true;
  }
}

/** What the dialog asks, and what its button says: that people are removed is never hidden behind *Apply*. */
function question(plan: Plan, where: Message): { readonly title: Message; readonly action: Message } {
  if (isUndo(plan))
    return {
      title: message("Undo: {changes} in {where}?", { changes: summary(plan), where }),
      action: message("Undo"),
    };
  const { live } = plan.input;
  const removed = plan.changes.filter(({ draft, kind }) => draft === "users" && kind === "remove");
  const [first] = removed;
  if (!first || removed.length < plan.changes.length)
    return {
      title: message("Apply {changes} in {where}?", { changes: summary(plan), where }),
      action: message("Apply"),
    };
  const names = list(removed.map(({ key }) => personName(live, key)));
  const action =
    removed.length === 1
      ? message("Remove {name}", { name: personName(live, first.key) })
      : plural(removed.length, { one: "Remove {count} person", other: "Remove {count} people" });
  return { title: message("Remove {names} from {where}?", { names, where }), action };
}

function warnings(plan: Plan, notes: readonly Message[]): readonly Message[] {
  const all = [...notes, ...plan.problems.map(sentenceOf)];
  return all.length > 0 ? [...all.map((each) => joined([verbatim("⚠"), each])), verbatim("")] : [];
}
