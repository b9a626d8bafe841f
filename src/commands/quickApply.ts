import { english, joined, message } from "../core/text/message";
import type { Message } from "../core/text/message";
import type { ApplyReport } from "../app/apply/applyReport";
import { reportText } from "../app/apply/reportText";
import { isBlocked } from "../core/plan/plan";
import type { Conflict, Plan } from "../core/plan/plan";
import { sameUser } from "../core/access/usernames";
import type { Edit, SetCell } from "../core/edits/edit";
import { conflictLine } from "../core/review/review";
import { sentenceOf } from "../core/rules/problem";
import { explain } from "../app/connections/faultLine";
import { waysRound } from "../core/plan/waysRound";
import { agreeWayRound } from "./agreeWayRound";
import { confirmPlan, isUndo } from "./confirmPlan";
import { moment } from "../platform/moment";
import type { Services } from "./services";
import { mayChange } from "./trusted";

export type ApplyNeeds = Pick<
  Services,
  "changes" | "connections" | "dialogs" | "documents" | "progress" | "reports" | "log" | "workbench"
>;

/** Runs a command; what fails is said in one sentence, what was cancelled not at all. */
export async function reporting<T>(
  { log, dialogs }: Pick<Services, "log" | "dialogs">,
  work: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    const sentence = explain(error, log);
    if (sentence) await dialogs.error(sentence);
    return undefined;
  }
}

interface QuickOptions {
  /** People in a role whose expiration may be set by taking them out and putting them back. */
  readonly unassignFirst?: ReadonlySet<string>;
  /** Sentences above the changes. */
  readonly notes?: readonly Message[];
}

/** Plans edits on a fresh read and takes them through confirmation to REDCap. */
export async function planAndApply(
  services: ApplyNeeds,
  connectionId: string,
  edits: readonly Edit[],
  { unassignFirst, notes = [] }: QuickOptions = {},
): Promise<ApplyReport | undefined> {
  const { progress, changes } = services;
  const plan = (wanted: readonly Edit[]) =>
    progress.inView((_, signal) =>
      changes.plan(connectionId, wanted, { signal, ...(unassignFirst ? { unassignFirst } : {}) }),
    );
  return await reporting(services, async () => {
    const first = await plan(edits);
    const { conflicts } = first;
    if (conflicts.length === 0) return await confirmAndApply(services, connectionId, first, notes);
    const choice = await askConflicts(services, first);
    if (choice === undefined) return undefined;
    const wanted = choice === "mine" ? fromNow(edits, conflicts) : withoutThose(edits, conflicts);
    if (wanted.length > 0) return await confirmAndApply(services, connectionId, await plan(wanted), notes);
    await services.dialogs.info(message("Nothing was changed: what REDCap says now stays."));
    return undefined;
  });
}

/** What shall become of cells that somebody else has changed meanwhile; undefined on Cancel. */
export async function askConflicts(
  { dialogs }: Pick<Services, "dialogs">,
  { input, conflicts }: Plan,
): Promise<"mine" | "theirs" | undefined> {
  const [mine, theirs] = [message("Keep Mine"), message("Take REDCap's")];
  const title = message("Somebody else has changed this in REDCap meanwhile.");
  const detail = joined(
    conflicts.map((conflict) => conflictLine(input.live, conflict)),
    "\n",
  );
  const chosen = await dialogs.choose({ title, detail, actions: [mine, theirs] });
  if (chosen === undefined) return undefined;
  return chosen === mine ? "mine" : "theirs";
}

function withoutThose(edits: readonly Edit[], conflicts: readonly Conflict[]): readonly Edit[] {
  return edits.filter((edit) => edit.kind !== "set" || !conflictOf(edit, conflicts));
}

function conflictOf(edit: SetCell, conflicts: readonly Conflict[]): Conflict | undefined {
  return conflicts.find(({ key, column }) => sameUser(key, edit.key) && column === edit.column);
}

function fromNow(edits: readonly Edit[], conflicts: readonly Conflict[]): readonly Edit[] {
  return edits.map((edit) => {
    if (edit.kind !== "set") return edit;
    const conflict = conflictOf(edit, conflicts);
    return conflict ? { ...edit, before: conflict.live } : edit;
  });
}

/**
 * A question with what will change and what speaks against it, then apply, verify and report with *Undo*.
 * `notes` stand above the changes. Throws only while nothing has been sent.
 */
export async function confirmAndApply(
  services: ApplyNeeds,
  connectionId: string,
  plan: Plan,
  notes: readonly Message[] = [],
): Promise<ApplyReport | undefined> {
  const { dialogs, connections, changes, progress } = services;
  if (!(await mayChange(services))) return undefined;
  const { label } = connections.require(connectionId);
  const round = waysRound(plan);
  if (round.length > 0 && isOnlyAbout(plan, round)) {
    if (!(await agreeWayRound(services, round))) return undefined;
    const { edits, unassignFirst = [] } = plan.input;
    const again = await progress.inView((_, signal) =>
      changes.plan(connectionId, edits, { unassignFirst: new Set([...unassignFirst, ...round]), signal }),
    );
    return await confirmAndApply(services, connectionId, again, notes);
  }
  if (isBlocked(plan)) {
    await dialogs.refuse(message("This cannot be applied."), joined([...reasons(plan), ...notes], "\n\n"));
    return undefined;
  }
  if (plan.steps.length > 0 && !(await confirmPlan(services, connectionId, plan, notes))) return undefined;
  const title = isUndo(plan)
    ? message("Undoing in {project}", { project: label })
    : message("Applying to {project}", { project: label });
  const report = await progress.notification(title, (tell, signal) =>
    changes.apply(connectionId, plan, { progress: tell, signal }),
  );
  void tellOutcome(services, connectionId, plan, report);
  return report;
}

/** Whether nothing else speaks against a plan than that the expiration of these people takes a way round. */
function isOnlyAbout({ input, conflicts, problems }: Plan, round: readonly string[]): boolean {
  const refused = problems.filter(({ level }) => level === "refuse");
  const known = (key: string) => round.some((name) => sameUser(name, key));
  return !input.follows && conflicts.length === 0 && refused.every(({ place }) => place.keys?.every(known) ?? false);
}

function reasons(plan: Plan): readonly Message[] {
  const refused = plan.problems.filter(({ level }) => level === "refuse").map(sentenceOf);
  const conflicts = plan.conflicts.map((conflict) => conflictLine(plan.input.live, conflict));
  return [...refused, ...conflicts];
}

async function tellOutcome(services: ApplyNeeds, connectionId: string, plan: Plan, report: ApplyReport): Promise<void> {
  const { dialogs, log, connections, reports } = services;
  log.info(`apply: ${report.outcome}, ${report.steps.length} requests, ${report.differing.length} differing`);
  const [undo, details] = [message("Undo"), message("Show Details")];
  const told = english(report.sentence);
  const more = [...report.repaired, ...report.notes].filter((note) => !told.includes(english(note)));
  const good = (report.outcome === "done" || report.outcome === "nothing") && more.length === 0;
  const outcome = joined([report.sentence, ...more]);
  const actions = [
    // What an undo did is not undone by undoing: that would take back the apply before.
    ...(report.entry && !report.open && !isUndo(plan) ? [undo] : []),
    ...(report.steps.length > 0 ? [details] : []),
  ];
  const answer = await (good ? dialogs.info(outcome, ...actions) : dialogs.warn(outcome, ...actions));
  if (answer === undo) await undoLast(services, connectionId, report.entry);
  if (answer !== details) return;
  await reporting(services, async () => {
    const { label, apiUrl } = connections.require(connectionId);
    const context = { project: label, server: apiUrl, at: moment(Date.now()) };
    await reports.show(message("What was applied"), reportText(plan, report, context));
  });
}

/** Plans the way back from the last apply, which must be `entry` when given, and takes it through the confirmation. */
export async function undoLast(
  services: ApplyNeeds,
  connectionId: string,
  entry?: string,
): Promise<ApplyReport | undefined> {
  const { changes, dialogs, progress } = services;
  return await reporting(services, async () => {
    const undo = await progress.inView(() => changes.planUndo(connectionId));
    if (undo && (entry === undefined || undo.entry.id === entry))
      return await confirmAndApply(services, connectionId, undo.plan);
    await dialogs.info(
      undo
        ? message("Something else has been applied since. Use Undo Last Apply, which undoes the newest first.")
        : message("There is nothing to undo: nothing has been applied from here, or all of it has been undone."),
    );
    return undefined;
  });
}
