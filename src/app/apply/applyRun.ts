import { aboutPeople, expectedAfter, expectedAtStart, expectedRenamed } from "../../core/plan/expected";
import type { Expected } from "../../core/plan/expected";
import { carryNewest } from "../../core/plan/carried";
import { cellId } from "../../core/edits/draftCell";
import { readServerNames, givesNames } from "../../core/plan/readServerNames";
import { NO_SERVER_NAMES, resolveEdit } from "../../core/edits/serverNames";
import type { ServerNames } from "../../core/edits/serverNames";
import { resolveStep } from "../../core/plan/resolveStep";
import type { Plan, Step } from "../../core/plan/plan";
import { namesInDoubt, stepLine } from "../../core/plan/stepMessages";
import { distinct, joined, message, plural, saidBy, verbatim } from "../../core/text/message";
import type { Message } from "../../core/text/message";
import type { Snapshot } from "../../core/access/snapshot";
import { stepShows } from "../../core/plan/stepShows";
import type { AccessState } from "../../core/plan/targets";
import type { RedcapClient } from "../../redcap/requests/client";
import { hasDags, readDags, restoreDags } from "./applyDags";
import { readCarried } from "./applyCarried";
import { sendStep } from "./applyStep";
import { LAG_LOOKS, LOOKS } from "./looks";
import type { Answer } from "./applyStep";
import type { ApplyRun } from "./applyReport";
import { isRedcapError } from "../../redcap/errors";
import { faultLine } from "../connections/faultLine";
import type { JournalWriter } from "../journal/journal";
import type { StepResult } from "../journal/journalEntry";
import type { Clock, Log, Pause, Progress } from "../ports";

export interface RunContext {
  readonly client: RedcapClient;
  /** A fresh read of the whole project. */
  readonly reload: () => Promise<Snapshot>;
  readonly writer: JournalWriter;
  /** Throws when the project is no longer ours to change. */
  readonly checkLock: () => Promise<void>;
  readonly clock: Clock;
  readonly pause: Pause;
  readonly log: Log;
  readonly progress?: Progress | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Sends the plan's requests one after the other, and stops at the first that does not go through. */
export async function runPlan(plan: Plan, context: RunContext): Promise<ApplyRun> {
  const { live } = plan.input;
  const steps: StepResult[] = [];
  const repaired: Message[] = [];
  const notes: Message[] = [];
  let expected = expectedAtStart(live, plan.steps);
  let serverNames = plan.input.serverNames ?? NO_SERVER_NAMES;
  let stopped: ApplyRun["stopped"];
  let newest = live;
  const unsure = new Set<string>();
  let unclear = false;
  for (const [index, planned] of plan.steps.entries()) {
    stopped = await mayGoOn(context);
    if (stopped) break;
    context.progress?.(stepLine(planned), index, plan.steps.length);
    const carried = await carry(
      resolveStep(planned, serverNames),
      { plan, serverNames, expected, unsure, newest, begun: steps.length > 0 },
      context,
    );
    if ("reason" in carried) {
      stopped = { by: "failure", reason: carried.reason };
      break;
    }
    const { step } = carried;
    ({ newest, expected } = carried);
    const answer = await sendStep(context.client, step);
    const { result, reason } = await judge({ step, index, answer, live, serverNames }, context);
    unclear = reason !== undefined && !isWholeRefusal(answer, result);
    steps.push(result);
    const unwritten = await written(context.writer.record(result));
    if (reason !== undefined) {
      stopped = { by: "failure", reason };
      break;
    }
    const stood = expected;
    expected = expectedAfter(expected, step);
    if (result.count !== undefined && result.count !== result.rows) notes.push(oddCount(result));
    if (givesNames(step)) {
      const namesRead = await readNames(step, live, serverNames, context);
      ({ serverNames } = namesRead);
      expected = expectedRenamed(expected, serverNames);
      if (namesRead.reason !== undefined) {
        stopped = { by: "failure", reason: namesRead.reason };
        break;
      }
    } else if (hasDags(live) && aboutPeople(step) && step.action !== "delete") {
      const kept = await keepDags(step, live, { stood, expected }, context);
      repaired.push(...kept.repaired);
      for (const key of kept.unsure) unsure.add(key);
      if (kept.failed) notes.push(kept.failed);
    }
    if (unwritten) {
      stopped = { by: "failure", reason: unwritten };
      break;
    }
  }
  const course = { steps, repaired, notes, stranded: [], doubts: [], expected, serverNames, unclear };
  return { ...(stopped ? { stopped } : {}), ...course };
}

/** Nothing of the request can have been carried out: it never left, or its only row or its sender was refused. */
function isWholeRefusal({ error }: Answer, { state, rows }: StepResult): boolean {
  if (state === "notSent") return true;
  const status = isRedcapError(error) ? error.details.status : undefined;
  return status !== undefined && status >= 400 && status < 500 && (rows === 1 || status === 403);
}

interface CarriedAlong {
  readonly plan: Plan;
  readonly serverNames: ServerNames;
  readonly expected: Expected;
  readonly unsure: ReadonlySet<string>;
  readonly newest: Snapshot;
  /** Something was sent before, which a read may not show yet. */
  readonly begun: boolean;
}

/** The request with what it carries along as REDCap has it now, or why it is not sent. */
async function carry(
  step: Step,
  { plan, serverNames, expected, unsure, newest, begun }: CarriedAlong,
  { client, checkLock, pause }: RunContext,
): Promise<
  { readonly reason: Message } | { readonly step: Step; readonly expected: Expected; readonly newest: Snapshot }
> {
  try {
    const edits = plan.changes.flatMap(({ cells }) => cells).map((edit) => resolveEdit(edit, serverNames));
    const byCell = new Map(edits.map((edit) => [cellId(edit), edit]));
    let why: Message = verbatim("");
    for (const wait of begun ? LAG_LOOKS : [0]) {
      if (wait > 0) await pause(wait);
      const now = await readCarried(client, step, newest);
      const { reason, ...carried } = carryNewest(step, { edits: byCell, expected, now, unsure });
      if (reason !== undefined) {
        why = reason;
        continue;
      }
      // Reading takes its time, in which another window can have taken the project over.
      await checkLock();
      return { ...carried, newest: now };
    }
    return { reason: why };
  } catch (error) {
    return { reason: saidBy(error) };
  }
}

/** What REDCap calls what was just created or renamed; nothing that refers to it is sent before that is known. */
async function readNames(
  step: Step,
  live: Snapshot,
  before: ServerNames,
  { reload, writer, log, pause }: RunContext,
): Promise<{ readonly serverNames: ServerNames; readonly reason?: Message }> {
  let serverNames = before;
  let missing: readonly string[] = step.keys;
  try {
    for (const wait of LOOKS) {
      if (missing.length === 0) break;
      if (wait > 0) await pause(wait);
      const now = await reload();
      ({ serverNames, missing } = readServerNames(step, live.tables, now.tables, before, true));
    }
    await writer.recordNames(serverNames);
  } catch (error) {
    return { serverNames, reason: saidBy(error) };
  }
  if (missing.length === 0) return { serverNames };
  log.warn(`${step.purpose}: ${missing.length} of ${step.keys.length} cannot be told apart or found`);
  return { serverNames, reason: joined([namesInDoubt(step, missing), message("Nothing more was sent.")]) };
}

async function mayGoOn({ signal, checkLock }: RunContext): Promise<ApplyRun["stopped"]> {
  if (signal?.aborted) return { by: "cancel", reason: message("Cancelled.") };
  try {
    await checkLock();
    return undefined;
  } catch (error) {
    return { by: "failure", reason: saidBy(error) };
  }
}

interface Sent {
  readonly step: Step;
  readonly index: number;
  readonly answer: Answer;
  readonly live: Snapshot;
  readonly serverNames: ServerNames;
}

/** An answer that is not the due count proves nothing: what REDCap shows afterwards decides. */
async function judge(
  { step, index, answer, live, serverNames }: Sent,
  { reload, clock, log }: RunContext,
): Promise<{ readonly result: StepResult; readonly reason?: Message }> {
  const rows = step.rows.rows.length;
  const { error, count, notSent } = answer;
  const base = { step: index, rows, at: clock.now(), ...(error ? { message: saidBy(error) } : { count }) };
  if (!error && count === rows) return { result: { ...base, state: "done" } };
  if (error && notSent) return { result: { ...base, state: "notSent" }, reason: saidBy(error) };
  log.warn(`${step.purpose} of ${rows} rows: ${error ? "no usable answer" : `REDCap counted ${count}`}; reading back`);
  try {
    if (stepShows(step, await reload(), live, serverNames)) return { result: { ...base, state: "resolved" } };
  } catch (failure) {
    const why = [error ? saidBy(error) : oddCount({ ...base, state: "lost" }), saidBy(failure)];
    const reason = joined(distinct(why));
    return { result: { ...base, state: "lost", message: reason }, reason };
  }
  const state = !error ? "differs" : isUnanswered(error) ? "lost" : "refused";
  return { result: { ...base, state }, reason: error ? saidBy(error) : oddCount({ ...base, state }) };
}

/** Nobody has said that the request came to its end: the server may still be at it. */
function isUnanswered(error: Error): boolean {
  const gateway = isRedcapError(error) && [502, 503, 504].includes(error.details.status ?? 0);
  return gateway || isRedcapError(error, "unreachable", "timedOut", "cancelled");
}

/** People who were sent and stand without the DAG that they should have. */
async function keepDags(
  step: Step,
  live: Snapshot,
  { stood, expected }: { readonly stood: Expected; readonly expected: Expected },
  { client, log, pause }: RunContext,
) {
  try {
    let lost = new Map<string, AccessState>();
    for (const wait of LAG_LOOKS) {
      if (wait > 0) await pause(wait);
      const dags = await readDags(client, live);
      const without = step.keys.filter((key) => expected.get(key)?.dag && dags.get(key) === "");
      lost = new Map(without.flatMap((key) => (expected.has(key) ? [[key, expected.get(key) as AccessState]] : [])));
      // Who had a DAG before has lost it; who had none may only not be shown in it yet.
      if (without.every((key) => stood.get(key)?.dag !== "")) break;
    }
    const kept = await restoreDags(client, live, lost);
    return { ...kept, unsure: kept.failed ? [...lost.keys()] : [] };
  } catch (error) {
    // The read-back at the end looks at DAGs again.
    log.warn(`DAGs could not be re-read after a request: ${faultLine(error)}`);
    return { repaired: [], failed: undefined, unsure: step.keys };
  }
}

async function written(recording: Promise<void>): Promise<Message | undefined> {
  try {
    await recording;
    return undefined;
  } catch (error) {
    return message("The journal could not be written: {reason}", { reason: saidBy(error) });
  }
}

function oddCount({ rows, count = 0 }: StepResult): Message {
  return plural(
    rows,
    {
      one: "REDCap counted {counted} where {count} row was sent.",
      other: "REDCap counted {counted} where {count} rows were sent.",
    },
    { counted: count },
  );
}
