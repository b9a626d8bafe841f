import { describeColumn } from "../../core/access/tables";
import { describeDraftColumn } from "../../core/edits/draftTables";
import type { ServerNames } from "../../core/edits/serverNames";
import type { Expected } from "../../core/plan/expected";
import type { Plan } from "../../core/plan/plan";
import type { Edit, DraftName } from "../../core/edits/edit";
import { editId } from "../../core/edits/draftCell";
import { countChanges, editsOf, rowId } from "../../core/edits/edit";
import type { Snapshot } from "../../core/access/snapshot";
import type { Difference, Verification } from "../../core/plan/verify";
import { summary } from "../../core/review/review";
import { counted, enumeration, listing } from "../../core/text/words";
import { dagName, roleName } from "../../core/access/names";
import type { JournalEnd, Outcome, StepResult } from "../journal/journalEntry";
import { shown as shownName } from "../../core/text/displayText";

/** What became of a plan, for people. */
export interface ApplyReport {
  readonly outcome: Outcome;
  /** One sentence for a notification. */
  readonly sentence: string;
  readonly steps: readonly StepResult[];
  /** Planned cells that read as wanted. */
  readonly verified: readonly Edit[];
  /** Cells that read otherwise, planned or not. */
  readonly differing: readonly Difference[];
  /** Planned edits that are not in REDCap. */
  readonly notDone: readonly Edit[];
  /** Losses that REDCap's import caused and that were set right, in sentences. */
  readonly repaired: readonly string[];
  /** What else the person should know, in sentences. */
  readonly notes: readonly string[];
  /** The journal entry stays open: some people may stand half-way. */
  readonly open: boolean;
  /** What REDCap calls the roles and groups that were created or renamed. */
  readonly serverNames?: ServerNames;
  /** The journal entry, when anything was sent. */
  readonly entry?: string;
}

export function emptyReport(outcome: Outcome, sentence: string): ApplyReport {
  return {
    outcome,
    sentence,
    steps: [],
    verified: [],
    differing: [],
    notDone: [],
    repaired: [],
    notes: [],
    open: false,
  };
}

/** What came of sending the requests of a plan. */
export interface ApplyRun {
  /** Why it did not go to the end. */
  readonly stopped?: { readonly by: "failure" | "cancel"; readonly reason: string };
  readonly steps: readonly StepResult[];
  readonly repaired: readonly string[];
  readonly notes: readonly string[];
  /** People who are without their role or group and could not be helped. */
  readonly stranded: readonly string[];
  /** Requests after which nobody can say what REDCap calls what it may have created, in sentences. */
  readonly doubts: readonly string[];
  /** Where everybody should stand after the requests that went through. */
  readonly expected: Expected;
  /** What REDCap calls the roles and groups that were created or renamed. */
  readonly serverNames: ServerNames;
  /** The request that stopped it may have been carried out, or half of it. */
  readonly unclear: boolean;
}

/** The report after a read-back. */
export function reportOf(plan: Plan, run: ApplyRun, now: Snapshot, checked: Verification): ApplyReport {
  const sent = new Set(plan.steps.flatMap((step) => step.keys.map((key) => rowId({ draft: draftOf(step), key }))));
  const isOurs = (difference: Difference) =>
    sent.has(rowId({ draft: difference.draft ?? "users", key: difference.key })) && !carriedAlong(run, difference);
  const ours = checked.unplanned.filter(isOurs);
  const theirs = checked.unplanned.filter((difference) => !isOurs(difference));
  const outcome = outcomeOf(run, checked.differing.length + ours.length > 0);
  const edits = plan.changes.flatMap(editsOf);
  const done = new Set(checked.verified.map(editId));
  return {
    outcome,
    sentence: sentenceOf(outcome, plan, run, checked, ours, now),
    steps: run.steps,
    verified: checked.verified,
    differing: [...checked.differing, ...ours],
    notDone: edits.filter((edit) => !done.has(editId(edit))),
    repaired: run.repaired,
    // What was tried again and failed again is one thing to know.
    notes: [...new Set([...run.notes, ...othersWork(theirs, now)])],
    open: run.stranded.length + run.doubts.length > 0,
  };
}

/** A group that somebody else gave meanwhile, and that our rows left as it was. */
function carriedAlong({ expected }: ApplyRun, { draft, key, column, reads }: Difference): boolean {
  return draft === undefined && column === "data_access_group" && expected.get(key)?.dag === reads;
}

/** The report when the project could not be read back. */
export function unverifiedReport(plan: Plan, run: ApplyRun, why: string): ApplyReport {
  const unsure = run.stopped !== undefined || run.steps.some((step) => step.state === "lost");
  const notDone = plan.changes.flatMap(editsOf);
  const sentence = unsure
    ? `It is not known what has arrived in REDCap, and the project cannot be read back. ${once(`${ended(run.stopped?.reason ?? "")} ${ended(why)}`)} Use Check Unfinished Changes when the server can be reached again.`
    : `${summary(plan)} ${plan.changes.length === 1 ? "was" : "were"} sent, but the project could not be read back: ${why}`;
  return {
    ...emptyReport("unverified", sentence),
    steps: run.steps,
    notDone,
    repaired: run.repaired,
    notes: run.notes,
    open: unsure || run.stranded.length > 0,
  };
}

/** What the journal keeps of a report: words, because roles and groups may be called otherwise when somebody reads it. */
export function endOf(report: ApplyReport, plan: Plan, now: Snapshot): Omit<JournalEnd, "at"> {
  const { outcome, sentence, differing, repaired, notes } = report;
  const count = countChanges(report.verified);
  const of = countChanges(plan.changes.flatMap(editsOf));
  return {
    ...{ outcome, sentence, differing, repaired, notes },
    ...(outcome === "unverified" ? {} : { verified: { count, of } }),
    differs: differing.map((difference) => differenceLine(difference, now)),
  };
}

function draftOf({ content }: Plan["steps"][number]): DraftName {
  return content === "userRole" ? "roles" : content === "dag" ? "dags" : "users";
}

function outcomeOf({ stopped }: ApplyRun, differs: boolean): Outcome {
  if (stopped) return stopped.by === "cancel" ? "cancelled" : "stopped";
  return differs ? "differs" : "done";
}

function sentenceOf(
  outcome: Outcome,
  plan: Plan,
  run: ApplyRun,
  { verified, differing }: Verification,
  ours: readonly Difference[],
  now: Snapshot,
): string {
  const all = verified.length + differing.length;
  const stranded =
    run.stranded.length > 0 ? ` Not back where they were: ${listing(run.stranded)}. Look at them first.` : "";
  if (outcome === "done") {
    const one = countChanges(plan.changes.flatMap(editsOf)) === 1;
    return `${summary(plan)} ${one ? "is" : "are"} in REDCap and read back as wanted.`;
  }
  const wrong = [...differing, ...ours].map((difference) => differenceLine(difference, now));
  if (outcome === "differs") return `REDCap took everything, but reads otherwise: ${enumeration(wrong, 3)}.${stranded}`;
  const how = outcome === "cancelled" ? "Cancelled." : `Stopped: ${ended(run.stopped?.reason ?? "")}`;
  const names = [...new Set(differing.map((difference) => nameOf(difference, plan.desired)))];
  const left = names.length > 0 ? ` Not done: ${listing(names)}.` : "";
  const untouched = verified.length + ours.length + run.doubts.length === 0;
  const doubts = run.doubts.filter((doubt) => !how.includes(doubt));
  const told = doubts.length > 0 ? ` In doubt: ${doubts.join(" ")}` : "";
  const unsure = run.doubts.length > 0 ? `${told} Use Check Unfinished Changes in a while.` : "";
  const done =
    verified.length === 0
      ? untouched
        ? "Nothing has been changed."
        : "Nothing of it reads as wanted."
      : `${verified.length} of ${counted(all, "change", "changes")} ${all === 1 ? "is" : "are"} in REDCap.`;
  const lines = ours.map((difference) => differenceLine(difference, now));
  const odd = ours.length > 0 ? ` Reads otherwise: ${enumeration(lines, 3)}.` : "";
  return `${how} ${done}${verified.length === 0 ? "" : left}${odd}${unsure}${stranded}`;
}

/** "carol: Data Access Group reads none instead of Boston" */
export function differenceLine(difference: Difference, now: Snapshot): string {
  const { draft, key, column, expected, reads } = difference;
  const name = nameOf(difference, now);
  if (reads === undefined) return draft ? `there is no ${name}` : `${name} is not in the project`;
  if (expected === "" && reads === key) return `${name} is still there`;
  const title =
    (describeColumn("userRoleMapping", column) ?? describeDraftColumn(draft ?? "users", column))?.title ??
    shownName(column);
  return `${name}: ${title} reads ${shown(now, column, reads)} instead of ${shown(now, column, expected)}`;
}

/** A person as they are, a role or group by its name. */
function nameOf({ draft, key }: Difference, now: Snapshot): string {
  if (draft === "roles") return `role ${roleName(now, key)}`;
  return draft === "dags" ? `group ${dagName(now, key)}` : shownName(key);
}

function othersWork(differences: readonly Difference[], now: Snapshot): readonly string[] {
  if (differences.length === 0) return [];
  const lines = differences.map((difference) => differenceLine(difference, now));
  return [`Changed at the same time, not by this: ${enumeration(lines, 3)}.`];
}

function shown(now: Snapshot, column: string, text: string): string {
  if (text === "") return column === "expiration" ? "never" : "none";
  if (column === "unique_role_name") return roleName(now, text);
  return column === "data_access_group" ? dagName(now, text) : shownName(text);
}

/** A server's own words often come without a full stop. */
function ended(text: string): string {
  return /[.!?]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`;
}

/** The same cause is named once, however many requests it has stopped. */
function once(sentences: string): string {
  return [...new Set(sentences.trim().split(/(?<=\.)\s+/))].join(" ");
}
