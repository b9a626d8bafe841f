import { hasUnexpectedRows, readServerNames, givesNames } from "../../core/plan/readServerNames";
import { aboutPeople } from "../../core/plan/expected";
import { resolveStep } from "../../core/plan/resolveStep";
import { stepShows } from "../../core/plan/stepShows";
import { stateOf } from "../../core/plan/targets";
import { isDeepStrictEqual } from "node:util";
import { mayStillCome, namesInDoubt } from "../../core/plan/stepMessages";
import { list, message, saidBy } from "../../core/text/message";
import type { Message } from "../../core/text/message";
import type { ServerNames } from "../../core/edits/serverNames";
import { leftRights, withoutAccount } from "../../core/plan/shownAfterwards";
import type { Plan, Step } from "../../core/plan/plan";
import { knowsDags } from "../../core/access/people";
import type { Snapshot } from "../../core/access/snapshot";
import { TABLE_NAMES, TABLES } from "../../core/access/tables";
import { verifyPlan } from "../../core/plan/verify";
import type { RedcapClient } from "../../redcap/requests/client";
import { reportOf, unverifiedReport } from "./applyReport";
import type { ApplyReport } from "./applyReport";
import { lostAssignments, repairLosses } from "./repairLosses";
import type { LostAssignment } from "./repairLosses";
import type { Pause } from "../ports";
import { LAG_LOOKS, LOOKS } from "./looks";
import type { ApplyRun } from "./applyReport";

export interface ReadBackContext {
  readonly client: RedcapClient;
  readonly reload: () => Promise<Snapshot>;
  readonly pause: Pause;
}

/** Reads the project again after the last request, helps whoever was left half-way, and says what is there now. */
export async function readBack(
  plan: Plan,
  run: ApplyRun,
  { client, reload, pause }: ReadBackContext,
): Promise<ApplyReport> {
  try {
    let now = await reload();
    const gone = unreadableNow(plan, now);
    if (gone) return unverifiedReport(plan, run, gone);
    let end = namesAtEnd(plan, run, now);
    let waited = 0;
    for (const wait of LOOKS) {
      const namesMissing = run.stopped !== undefined && end.doubts.length > 0;
      const behind = run.unclear || isBehind(plan, { ...run, ...end }, now);
      if (!namesMissing && !(behind && waited < LAG)) break;
      if (wait > 0) await pause(wait);
      waited += wait;
      now = await reload();
      end = namesAtEnd(plan, run, now);
    }
    const { serverNames } = end;
    const doubts = end.doubts.length > 0 ? end.doubts : underWay(plan, run, now, serverNames);
    let helped: ApplyRun = { ...run, serverNames, doubts };
    let lost = lostAssignments(plan, helped, now);
    // Putting people back into a role can cost them their group on some servers: then once more for the group.
    for (let round = 0; round < 2 && lost.length > 0; round++) {
      const { repaired, notes } = await repairLosses(plan, helped, now, client);
      let left = lost;
      for (const wait of LAG_LOOKS) {
        if (left.length === 0) break;
        if (wait > 0) await pause(wait);
        now = await reload();
        left = lostAssignments(plan, helped, now);
      }
      // What REDCap counted is no proof: whoever does not read as put back has not been.
      const before = lost;
      const still = names(left.filter(({ key, what }) => before.some((one) => one.key === key && one.what === what)));
      const unseen = message("REDCap accepted the rows that put {people} back, but does not show them there.", {
        people: list(still),
      });
      helped = {
        ...helped,
        repaired: [...helped.repaired, ...(still.length > 0 ? [] : repaired)],
        notes: [...helped.notes, ...notes, ...(still.length > 0 && notes.length === 0 ? [unseen] : [])],
        stranded: names(left),
      };
      lost = left;
    }
    const notes = [
      ...helped.notes,
      ...(plan.input.later ?? []),
      ...leftRights(plan, now),
      ...withoutAccount(plan, now),
    ];
    return { ...reportOf(plan, { ...helped, notes }, now, verifyPlan(plan, now, serverNames)), serverNames };
  } catch (error) {
    return unverifiedReport(plan, run, saidBy(error));
  }
}

const LAG = LAG_LOOKS.reduce((sum, wait) => sum + wait, 0);

/** The read shows less than went through: it may be older than the last request. */
function isBehind(plan: Plan, run: ApplyRun, now: Snapshot): boolean {
  const { serverNames, expected, stopped } = run;
  const through = plan.steps.filter((_, index) => {
    const states = run.steps.filter((result) => result.step === index).map(({ state }) => state);
    return states.length > 0 && states.every((state) => state === "done" || state === "resolved");
  });
  const keys = new Set(through.filter(aboutPeople).flatMap((step) => step.keys));
  for (const [key, state] of expected) {
    const person = now.people.get(key);
    if (keys.has(key) && !(person && isDeepStrictEqual(stateOf(person), state))) return true;
  }
  const others = through.filter((step) => step.action === "delete" || (!aboutPeople(step) && !givesNames(step)));
  const shows = (step: Step) => stepShows(resolveStep(step, serverNames), now, plan.input.live, serverNames);
  if (!others.every(shows)) return true;
  return stopped === undefined && verifyPlan(plan, now, serverNames).differing.length > 0;
}

function names(lost: readonly LostAssignment[]): readonly string[] {
  return [...new Set(lost.map(({ key }) => key))];
}

/** A request that broke off can have created or renamed something all the same. */
function namesAtEnd(
  plan: Plan,
  run: ApplyRun,
  now: Snapshot,
): { readonly serverNames: ServerNames; readonly doubts: readonly Message[] } {
  let { serverNames } = run;
  const missing: (readonly [step: Step, keys: readonly string[], refused: boolean])[] = [];
  for (const [index, step] of plan.steps.entries()) {
    const states = run.steps.filter((result) => result.step === index).map(({ state }) => state);
    if (!givesNames(step) || states.every((state) => state === "notSent")) continue;
    const arrived = states.every((state) => state === "done" || state === "resolved");
    const namesRead = readServerNames(step, plan.input.live.tables, now.tables, serverNames, arrived);
    ({ serverNames } = namesRead);
    if (namesRead.missing.length > 0) missing.push([step, namesRead.missing, states.includes("refused")]);
  }
  // REDCap said that it refused the request: only what is new there all the same puts that in doubt.
  const doubts = missing
    .filter(([step, , refused]) => !refused || hasUnexpectedRows(step, plan.input.live.tables, now.tables, serverNames))
    .map(([step, keys]) => namesInDoubt(step, keys));
  return { serverNames, doubts };
}

/** The request that nobody has answered, and of which not all is shown by now. */
function underWay({ steps, input }: Plan, run: ApplyRun, now: Snapshot, serverNames: ServerNames): readonly Message[] {
  const last = run.steps.at(-1);
  const step = last?.state === "lost" ? steps[last.step] : undefined;
  if (!step || stepShows(resolveStep(step, serverNames), now, input.live, serverNames)) return [];
  return [mayStillCome(step)];
}

/**
 * A table that could be read before and not now: the token has lost a right on the way. Groups are also told by other
 * tables, and are not listed any more to a token whose owner has been moved into one.
 */
function unreadableNow({ input, steps }: Plan, now: Snapshot): Message | undefined {
  const aboutGroups = steps.some(({ content }) => content === "dag");
  const needed = knowsDags(now) && !aboutGroups ? PEOPLE_TABLES : TABLE_NAMES;
  for (const name of needed) {
    if (!input.live.tables[name] || now.tables[name]) continue;
    return (
      now.missing[name]?.said ?? message("The table {table} can no longer be read.", { table: TABLES[name].title })
    );
  }
  return undefined;
}

const PEOPLE_TABLES = ["user", "userRole", "userRoleMapping"] as const;
