import { learnFrom } from "../../core/plan/learn";
import type { Learned } from "../../core/edits/learned";
import { leftRights, withoutAccount } from "../../core/plan/shownAfterwards";
import type { Plan } from "../../core/plan/plan";
import { knowsDags } from "../../core/access/people";
import type { Snapshot } from "../../core/access/snapshot";
import { TABLE_NAMES } from "../../core/tables";
import { verifyPlan } from "../../core/plan/verify";
import type { RedcapClient } from "../../redcap/client";
import { reportOf, unverifiedReport } from "./applyReport";
import type { ApplyReport } from "./applyReport";
import { needsRescue, rescue } from "./applyRescue";
import { messageOf } from "./applyRun";
import type { Run } from "./applyRun";

/** Reads the project again after the last request, helps whoever was left half-way, and says what is there now. */
export async function readBack(
  plan: Plan,
  run: Run,
  client: RedcapClient,
  reload: () => Promise<Snapshot>,
): Promise<ApplyReport> {
  try {
    let now = await reload();
    const gone = unreadableNow(plan, now);
    if (gone) return unverifiedReport(plan, run, gone);
    let course = run;
    // Putting people back into a role can cost them their group on some servers: then once more for the group.
    for (let round = 0; round < 2 && needsRescue(plan, course, now); round++) {
      const { repaired, notes, stranded } = await rescue(plan, course, now, client);
      course = {
        ...course,
        repaired: [...course.repaired, ...repaired],
        notes: [...course.notes, ...notes],
        stranded,
      };
      now = await reload();
    }
    const learned = namesAtEnd(plan, run, now);
    const notes = [...course.notes, ...leftRights(plan, now), ...withoutAccount(plan, now)];
    return { ...reportOf(plan, { ...course, notes }, now, verifyPlan(plan, now, learned)), learned };
  } catch (error) {
    return unverifiedReport(plan, run, messageOf(error));
  }
}

/** A request that broke off can have created or renamed something all the same. */
function namesAtEnd(plan: Plan, run: Run, now: Snapshot): Learned {
  const sent = new Set(run.steps.filter(({ state }) => state !== "notSent").map(({ step }) => step));
  return plan.steps
    .filter((_, index) => sent.has(index))
    .reduce((learned, step) => learnFrom(step, plan.input.live.tables, now.tables, learned).learned, run.learned);
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
