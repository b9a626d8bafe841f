import { leftRights } from "../core/leftRights";
import type { Plan } from "../core/plan";
import type { Snapshot } from "../core/snapshot";
import { verifyPlan } from "../core/verify";
import type { RedcapClient } from "../redcap/client";
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
    const gone = unreadableNow(plan.input.live, now);
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
    const notes = [...course.notes, ...leftRights(plan, now)];
    return reportOf(plan, { ...course, notes }, now, verifyPlan(plan, now));
  } catch (error) {
    return unverifiedReport(plan, run, messageOf(error));
  }
}

/** A table that could be read before and not now: the token has lost a right on the way. */
function unreadableNow(before: Snapshot, now: Snapshot): string | undefined {
  for (const name of ["user", "userRoleMapping", "userDagMapping"] as const) {
    if (before.tables[name] && !now.tables[name])
      return now.missing[name]?.message ?? `${name} cannot be read any more.`;
  }
  return undefined;
}
