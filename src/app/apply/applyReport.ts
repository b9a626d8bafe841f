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
import { resultOf } from "../../core/review/results";
import { summary } from "../../core/review/review";
import { dagName, roleName } from "../../core/access/names";
import type { JournalEnd, Outcome, StepResult } from "../journal/journalEntry";
import { shown } from "../../core/text/displayText";
import { distinct, english, joined, list, message, plural, verbatim } from "../../core/text/message";
import type { Message } from "../../core/text/message";

/** What became of a plan, for people. */
export interface ApplyReport {
  readonly outcome: Outcome;
  /** One sentence for a notification. */
  readonly sentence: Message;
  readonly steps: readonly StepResult[];
  /** Planned cells that read as wanted. */
  readonly verified: readonly Edit[];
  /** Cells that read otherwise, planned or not. */
  readonly differing: readonly Difference[];
  /** Planned edits that are not in REDCap. */
  readonly notDone: readonly Edit[];
  /** Losses that REDCap's import caused and that were put right. */
  readonly repaired: readonly Message[];
  /** What else the person should know. */
  readonly notes: readonly Message[];
  /** The journal entry stays open: some people may stand half-way. */
  readonly open: boolean;
  /** What REDCap calls the roles and groups that were created or renamed. */
  readonly serverNames?: ServerNames;
  /** The journal entry, when anything was sent. */
  readonly entry?: string;
}

export function emptyReport(outcome: Outcome, sentence: Message): ApplyReport {
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
  readonly stopped?: { readonly by: "failure" | "cancel"; readonly reason: Message };
  readonly steps: readonly StepResult[];
  readonly repaired: readonly Message[];
  readonly notes: readonly Message[];
  /** People who are without their role or group and could not be helped. */
  readonly stranded: readonly string[];
  /** Requests after which nobody can say what REDCap calls what it may have created. */
  readonly doubts: readonly Message[];
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
    notes: distinct([...run.notes, ...othersWork(theirs, now)]),
    open: run.stranded.length + run.doubts.length > 0,
  };
}

/** A group that somebody else gave meanwhile, and that our rows left as it was. */
function carriedAlong({ expected }: ApplyRun, { draft, key, column, reads }: Difference): boolean {
  return draft === undefined && column === "data_access_group" && expected.get(key)?.dag === reads;
}

/** The report when the project could not be read back. */
export function unverifiedReport(plan: Plan, run: ApplyRun, why: Message): ApplyReport {
  const unsure = run.stopped !== undefined || run.steps.some((step) => step.state === "lost");
  const notDone = plan.changes.flatMap(editsOf);
  const changes = summary(plan);
  const sentence = unsure
    ? message(
        "It is not known what has arrived in REDCap, and the project cannot be read back. {reasons} Use Check Unfinished Changes when the server can be reached again.",
        { reasons: joined(distinct([...(run.stopped ? [ended(run.stopped.reason)] : []), ended(why)])) },
      )
    : plural(
        countChanges(notDone),
        {
          one: "{changes} was sent, but the project could not be read back: {reason}",
          other: "{changes} were sent, but the project could not be read back: {reason}",
        },
        { changes, reason: why },
      );
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
  checked: Verification,
  ours: readonly Difference[],
  now: Snapshot,
): Message {
  if (outcome === "done") return resultOf(plan);
  const lines = (differences: readonly Difference[]) =>
    list(
      differences.map((difference) => differenceLine(difference, now)),
      3,
    );
  const stranded =
    run.stranded.length > 0
      ? [message("Not back where they were: {people}. Look at them first.", { people: list(run.stranded) })]
      : [];
  if (outcome === "differs") {
    const differences = lines([...checked.differing, ...ours]);
    const took = message("REDCap accepted everything, but not all reads as wanted: {differences}.", { differences });
    return joined([took, ...stranded]);
  }
  const why =
    outcome === "cancelled" ? message("Cancelled.") : message("Stopped: {reason}", { reason: endedReason(run) });
  const odd = ours.length > 0 ? [message("Not as wanted: {differences}.", { differences: lines(ours) })] : [];
  return joined([
    why,
    ...doneSentences(plan, run, checked, ours.length),
    ...odd,
    ...doubtSentences(run, why),
    ...stranded,
  ]);
}

function endedReason({ stopped }: ApplyRun): Message {
  return stopped ? ended(stopped.reason) : verbatim("");
}

/** How far it came before it stopped. */
function doneSentences(
  plan: Plan,
  run: ApplyRun,
  { verified, differing }: Verification,
  ours: number,
): readonly Message[] {
  if (verified.length === 0) {
    const untouched = ours + run.doubts.length === 0;
    return [untouched ? message("Nothing has been changed.") : message("None of it reads as wanted.")];
  }
  const names = new Map(
    differing.map((difference) => nameOf(difference, plan.desired)).map((name) => [english(name), name]),
  );
  const done = plural(
    verified.length + differing.length,
    { one: "{done} of {count} change is in REDCap.", other: "{done} of {count} changes are in REDCap." },
    { done: verified.length },
  );
  return [done, ...(names.size > 0 ? [message("Not done: {names}.", { names: list([...names.values()]) })] : [])];
}

/** What nobody can name, unless the reason for stopping has said it. */
function doubtSentences({ doubts }: ApplyRun, why: Message): readonly Message[] {
  if (doubts.length === 0) return [];
  const untold = doubts.filter((doubt) => !english(why).includes(english(doubt)));
  return [
    ...(untold.length > 0 ? [message("In doubt: {doubts}", { doubts: joined(untold) })] : []),
    message("Use Check Unfinished Changes in a while."),
  ];
}

/** "carol: Data Access Group is none instead of Boston" */
export function differenceLine(difference: Difference, now: Snapshot): Message {
  const { draft, key, column, expected, reads } = difference;
  const name = nameOf(difference, now);
  if (reads === undefined)
    return draft ? message("there is no {name}", { name }) : message("{name} is not in the project", { name });
  if (expected === "" && reads === key) return message("{name} is still there", { name });
  const title =
    (describeColumn("userRoleMapping", column) ?? describeDraftColumn(draft ?? "users", column))?.title ?? column;
  return message("{name}: {column} is {value} instead of {wanted}", {
    name,
    column: title,
    value: valueOf(now, column, reads),
    wanted: valueOf(now, column, expected),
  });
}

/** A person as they are, a role or DAG by its name. */
function nameOf({ draft, key }: Difference, now: Snapshot): Message {
  if (draft === "roles") return message("role {role}", { role: roleName(now, key) });
  return draft === "dags" ? message("DAG {dag}", { dag: dagName(now, key) }) : verbatim(shown(key));
}

function othersWork(differences: readonly Difference[], now: Snapshot): readonly Message[] {
  if (differences.length === 0) return [];
  const lines = differences.map((difference) => differenceLine(difference, now));
  return [message("Changed at the same time, but not by this: {differences}.", { differences: list(lines, 3) })];
}

function valueOf(now: Snapshot, column: string, text: string): Message | string {
  if (text === "") return column === "expiration" ? message("never") : message("none");
  if (column === "unique_role_name") return roleName(now, text);
  return column === "data_access_group" ? dagName(now, text) : text;
}

/** A server's own words often come without a full stop. */
function ended(said: Message): Message {
  return /[.!?]\s*$/.test(english(said)) ? said : joined([said, verbatim(".")], "");
}
