import * as vscode from "vscode";
import { isBlocked } from "../core/plan";
import type { CellEdit, Plan } from "../core/plan";
import { conflictLine, summary } from "../core/review";
import type { ApplyReport } from "../app/applyReport";
import { explain } from "../platform/errorMessages";
import type { Services } from "./services";

export type ApplyNeeds = Pick<Services, "changes" | "connections" | "dialogs" | "progress" | "log">;

/** Changes shown in full in a confirmation; more are counted. */
const SHOWN = 12;

/** Plans edits on a fresh read and takes them through confirmation to REDCap. */
export async function planAndApply(
  services: ApplyNeeds,
  connectionId: string,
  edits: readonly CellEdit[],
  detour?: ReadonlySet<string>,
): Promise<ApplyReport | undefined> {
  const { progress, changes, log, dialogs } = services;
  try {
    const plan = await progress.inView(() => changes.plan(connectionId, edits, detour ? { detour } : {}));
    return await confirmAndApply(services, connectionId, plan);
  } catch (error) {
    const sentence = explain(error, log);
    if (sentence) await dialogs.error(sentence);
    return undefined;
  }
}

/** One modal with what will change and what speaks against it, then apply, verify and report with *Undo*. */
export async function confirmAndApply(
  services: ApplyNeeds,
  connectionId: string,
  plan: Plan,
): Promise<ApplyReport | undefined> {
  const { dialogs, connections, changes, progress } = services;
  const { label, origin } = connections.require(connectionId);
  if (isBlocked(plan)) {
    await dialogs.refuse(vscode.l10n.t("This cannot be applied."), reasons(plan).join("\n\n"));
    return undefined;
  }
  if (plan.steps.length > 0 && !(await confirmed(dialogs, plan, vscode.l10n.t("{0} on {1}", label, origin))))
    return undefined;
  const report = await progress.notification(vscode.l10n.t("Applying to {0}", label), (tell, signal) =>
    changes.apply(connectionId, plan, { progress: tell, signal }),
  );
  void tellOutcome(services, connectionId, report);
  return report;
}

function reasons(plan: Plan): readonly string[] {
  const refused = plan.findings.filter(({ level }) => level === "refuse").map(({ sentence }) => sentence);
  const conflicts = plan.conflicts.map((conflict) => conflictLine(plan.input.live, conflict));
  return [...refused, ...conflicts];
}

async function confirmed(dialogs: ApplyNeeds["dialogs"], plan: Plan, where: string): Promise<boolean> {
  const action = vscode.l10n.t("Apply");
  const title = vscode.l10n.t("{0}. Apply to {1}?", summary(plan), where);
  const detail = [...warnings(plan), ...sentences(plan)].join("\n");
  const typed = plan.findings.flatMap(({ level, confirmBy }) => (level === "type" && confirmBy ? [confirmBy] : []));
  const [expected, ...others] = [...new Set(typed)];
  if (expected === undefined) return await dialogs.confirm({ title, detail, action });
  if (!(await dialogs.typeToConfirm({ title, detail, action, expected }))) return false;
  for (const next of others)
    if (!(await dialogs.typeToConfirm({ title, detail, action, expected: next }))) return false;
  return true;
}

function warnings(plan: Plan): readonly string[] {
  const found = plan.findings.map(({ sentence }) => `⚠ ${sentence}`);
  return found.length > 0 ? [...found, ""] : [];
}

function sentences({ changes }: Plan): readonly string[] {
  const lines = changes.slice(0, SHOWN).map(({ sentence }) => sentence);
  return changes.length > SHOWN ? [...lines, vscode.l10n.t("… and {0} more", changes.length - SHOWN)] : lines;
}

async function tellOutcome(services: ApplyNeeds, connectionId: string, report: ApplyReport): Promise<void> {
  const { dialogs, log } = services;
  log.info(`apply: ${report.outcome}, ${report.steps.length} requests, ${report.differing.length} differing`);
  const undo = vscode.l10n.t("Undo");
  const good = report.outcome === "done" || report.outcome === "nothing";
  const message = [report.sentence, ...report.repaired, ...report.notes].join(" ");
  const actions = report.entry && !report.open ? [undo] : [];
  const answer = await (good ? dialogs.info(message, ...actions) : dialogs.warn(message, ...actions));
  if (answer === undo) await undoLast(services, connectionId);
}

/** Plans the way back from the last apply and takes it through the same confirmation. */
export async function undoLast(services: ApplyNeeds, connectionId: string): Promise<ApplyReport | undefined> {
  const { changes, dialogs, progress, log } = services;
  try {
    const undo = await progress.inView(() => changes.planUndo(connectionId));
    if (undo) return await confirmAndApply(services, connectionId, undo.plan);
    await dialogs.info(vscode.l10n.t("Nothing that was applied from here can be undone."));
  } catch (error) {
    const sentence = explain(error, log);
    if (sentence) await dialogs.error(sentence);
  }
  return undefined;
}
