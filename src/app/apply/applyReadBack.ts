import { hasStrangers, learnFrom, namesThings } from "../../core/plan/learn";
import { namesInDoubt } from "../../core/plan/stepSentences";
import { listing } from "../../core/text/words";
import type { Learned } from "../../core/edits/learned";
import { leftRights, withoutAccount } from "../../core/plan/shownAfterwards";
import type { Plan, Step } from "../../core/plan/plan";
import { knowsDags } from "../../core/access/people";
import type { Snapshot } from "../../core/access/snapshot";
import { TABLE_NAMES } from "../../core/tables";
import { verifyPlan } from "../../core/plan/verify";
import type { RedcapClient } from "../../redcap/client";
import { reportOf, unverifiedReport } from "./applyReport";
import type { ApplyReport } from "./applyReport";
import { leftOut, rescue } from "./applyRescue";
import type { Lost } from "./applyRescue";
import type { Pause } from "../ports";
import { LOOKS, messageOf } from "./applyRun";
import type { Run } from "./applyRun";

export interface ReadBackContext {
  readonly client: RedcapClient;
  readonly reload: () => Promise<Snapshot>;
  readonly pause: Pause;
}

/** Reads the project again after the last request, helps whoever was left half-way, and says what is there now. */
export async function readBack(plan: Plan, run: Run, { client, reload, pause }: ReadBackContext): Promise<ApplyReport> {
  try {
    let now = await reload();
    const gone = unreadableNow(plan, now);
    if (gone) return unverifiedReport(plan, run, gone);
    let end = namesAtEnd(plan, run, now);
    for (const wait of run.stopped ? LOOKS : []) {
      if (end.doubts.length === 0) break;
      if (wait > 0) await pause(wait);
      now = await reload();
      end = namesAtEnd(plan, run, now);
    }
    const { learned, doubts } = end;
    let course: Run = { ...run, learned, doubts };
    let lost = leftOut(plan, course, now);
    // Putting people back into a role can cost them their group on some servers: then once more for the group.
    for (let round = 0; round < 2 && lost.length > 0; round++) {
      const { repaired, notes } = await rescue(plan, course, now, client);
      now = await reload();
      const left = leftOut(plan, course, now);
      // What REDCap counted is no proof: whoever does not read as put back has not been.
      const before = lost;
      const still = names(left.filter(({ key, what }) => before.some((one) => one.key === key && one.what === what)));
      const unseen = `REDCap took the rows that should put ${listing(still)} back, and does not show it.`;
      course = {
        ...course,
        repaired: [...course.repaired, ...(still.length > 0 ? [] : repaired)],
        notes: [...course.notes, ...notes, ...(still.length > 0 && notes.length === 0 ? [unseen] : [])],
        stranded: names(left),
      };
      lost = left;
    }
    const notes = [...course.notes, ...leftRights(plan, now), ...withoutAccount(plan, now)];
    return { ...reportOf(plan, { ...course, notes }, now, verifyPlan(plan, now, learned)), learned };
  } catch (error) {
    return unverifiedReport(plan, run, messageOf(error));
  }
}

function names(lost: readonly Lost[]): readonly string[] {
  return [...new Set(lost.map(({ key }) => key))];
}

/** A request that broke off can have created or renamed something all the same. */
function namesAtEnd(
  plan: Plan,
  run: Run,
  now: Snapshot,
): { readonly learned: Learned; readonly doubts: readonly string[] } {
  let { learned } = run;
  const missing: (readonly [step: Step, keys: readonly string[], refused: boolean])[] = [];
  for (const [index, step] of plan.steps.entries()) {
    const states = run.steps.filter((result) => result.step === index).map(({ state }) => state);
    if (!namesThings(step) || states.every((state) => state === "notSent")) continue;
    const arrived = states.every((state) => state === "done" || state === "resolved");
    const lesson = learnFrom(step, plan.input.live.tables, now.tables, learned, arrived);
    ({ learned } = lesson);
    if (lesson.missing.length > 0) missing.push([step, lesson.missing, states.includes("refused")]);
  }
  // REDCap said that it refused the request: only what is new there all the same puts that in doubt.
  const doubts = missing
    .filter(([step, , refused]) => !refused || hasStrangers(step, plan.input.live.tables, now.tables, learned))
    .map(([step, keys]) => namesInDoubt(step, keys));
  return { learned, doubts };
}

/**
 * A table that could be read before and not now: the token has lost a right on the way. Groups are also told by other
 * tables, and are not listed any more to a token whose owner has been moved into one.
 */
function unreadableNow({ input, steps }: Plan, now: Snapshot): string | undefined {
  const aboutGroups = steps.some(({ content }) => content === "dag");
  const needed = knowsDags(now) && !aboutGroups ? PEOPLE_TABLES : TABLE_NAMES;
  for (const name of needed) {
    if (input.live.tables[name] && !now.tables[name])
      return now.missing[name]?.message ?? `${name} cannot be read any more.`;
  }
  return undefined;
}

const PEOPLE_TABLES = ["user", "userRole", "userRoleMapping"] as const;
