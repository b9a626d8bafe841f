import * as vscode from "vscode";
import { countChanges, editsOf } from "../core/edits/edit";
import type { Plan } from "../core/plan/plan";
import { reviewText, summary } from "../core/review/review";
import { shown } from "../core/text/displayText";
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
  notes: readonly string[],
): Promise<boolean> {
  const { label, apiUrl, origin } = connections.require(connectionId);
  const where = vscode.l10n.t("{0} on {1}", shown(label), new URL(origin).host);
  const title = isUndo(plan)
    ? vscode.l10n.t("Undo: {0} in {1}?", summary(plan), where)
    : vscode.l10n.t("Apply {0} in {1}?", summary(plan), where);
  const typed = plan.findings.flatMap(({ level, confirmBy }) => (level === "type" && confirmBy ? [confirmBy] : []));
  const warned = warnings(plan, notes);
  const whole = [...warned, ...plan.changes.map(({ sentence }) => sentence)].join("\n");
  if (plan.changes.length <= MOST.changes && whole.length <= MOST.letters) {
    const action = isUndo(plan) ? vscode.l10n.t("Undo") : vscode.l10n.t("Apply");
    return (await dialogs.confirm({ title, detail: whole, action })) && (await typeEach(typed));
  }
  const count = countChanges(plan.changes.flatMap(editsOf));
  const more = vscode.l10n.t(
    "This is more than fits here. The review names every change; nothing is sent before you have typed their number, {0}.",
    count,
  );
  const review = vscode.l10n.t("Review Changes");
  if (!(await dialogs.confirm({ title, detail: [...warned, more].join("\n"), action: review }))) return false;
  const readAt = new Date(plan.input.live.takenAt).toLocaleString();
  await reports.show(vscode.l10n.t("Review of Changes"), reviewText(plan, { project: label, server: apiUrl, readAt }));
  return await typeEach([String(count), ...typed]);

  async function typeEach(words: readonly string[]): Promise<boolean> {
    for (const expected of new Set(words)) if (!(await dialogs.typeToConfirm({ title, expected }))) return false;
    return true;
  }
}

function warnings(plan: Plan, notes: readonly string[]): readonly string[] {
  const all = [...notes, ...plan.findings.map(({ sentence }) => sentence)].map((sentence) => `⚠ ${sentence}`);
  return all.length > 0 ? [...all, ""] : [];
}
