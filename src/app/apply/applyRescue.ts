import { dagRoads } from "../../core/plan/dagRoads";
import { tableOf } from "../../core/dataTable";
import { valuesOf } from "../../core/edits/edit";
import type { Learned } from "../../core/edits/learned";
import type { Plan } from "../../core/plan/plan";
import type { Snapshot } from "../../core/access/snapshot";
import type { AccessState } from "../../core/plan/targets";
import { listing } from "../../core/text/words";
import type { RedcapClient } from "../../redcap/client";
import type { Run } from "./applyRun";
import { restoreGroups } from "./applyGroups";
import { sendStep } from "./applyStep";

export interface Rescue {
  readonly repaired: readonly string[];
  readonly notes: readonly string[];
  readonly stranded: readonly string[];
}

/**
 * Nobody is left half-way: people who were taken out of their role to be put back are put back when the plan broke off
 * in between, and a group that an import took away is given back.
 */
export async function rescue(plan: Plan, run: Run, now: Snapshot, client: RedcapClient): Promise<Rescue> {
  const outside = run.stopped ? outOfRole(plan, run.learned, now) : new Map<string, AccessState>();
  const ungrouped = withoutGroup(plan, run, now, outside);
  const back = await putBack(client, now, outside);
  const groups = await restoreGroups(client, plan.input.live, ungrouped);
  return {
    repaired: [...back.repaired, ...groups.repaired],
    notes: [...back.notes, ...(groups.failed ? [groups.failed] : [])],
    stranded: [...back.stranded, ...(groups.failed ? ungrouped.keys() : [])],
  };
}

export function needsRescue(plan: Plan, run: Run, now: Snapshot): boolean {
  const outside = run.stopped ? outOfRole(plan, run.learned, now) : new Map<string, AccessState>();
  return outside.size + withoutGroup(plan, run, now, outside).size > 0;
}

/** In a role before, wanted in one, and in none now. */
function outOfRole(plan: Plan, learned: Learned, now: Snapshot): ReadonlyMap<string, AccessState> {
  const left = new Map<string, AccessState>();
  for (const key of plan.steps.filter((step) => step.purpose === "unassign").flatMap((step) => step.keys)) {
    const before = plan.input.live.people.get(key);
    const person = now.people.get(key);
    const change = plan.changes.find((candidate) => candidate.key === key);
    const leaves = change && valuesOf(change).get("unique_role_name") === "";
    if (!before?.role || !person || person.role || leaves) continue;
    const dag = person.dag || (learned.dags.get(before.dag) ?? before.dag);
    left.set(key, { role: before.role, dag, expiration: person.expiration });
  }
  return left;
}

function withoutGroup(
  plan: Plan,
  run: Run,
  now: Snapshot,
  outside: ReadonlyMap<string, AccessState>,
): ReadonlyMap<string, AccessState> {
  const { withRole } = dagRoads(plan.input.live);
  const lost = new Map<string, AccessState>();
  const sent = new Set(run.steps.flatMap((result) => plan.steps[result.step]?.keys ?? []));
  for (const [key, state] of run.expected) {
    const person = now.people.get(key);
    if (!sent.has(key) || !person || person.dag !== "" || state.dag === "") continue;
    // The row that puts them back into their role carries the group.
    if (!(withRole && outside.has(key))) lost.set(key, { ...state, role: outside.get(key)?.role ?? person.role });
  }
  return lost;
}

async function putBack(
  client: RedcapClient,
  now: Snapshot,
  outside: ReadonlyMap<string, AccessState>,
): Promise<Rescue> {
  if (outside.size === 0) return { repaired: [], notes: [], stranded: [] };
  const { withRole } = dagRoads(now);
  const names = [...outside.keys()];
  const answer = await sendStep(client, {
    content: "userRoleMapping",
    rows: tableOf(
      ["username", "unique_role_name", ...(withRole ? ["data_access_group"] : [])],
      [...outside].map(([name, { role, dag }]) => [name, role, ...(withRole ? [dag] : [])]),
    ),
  });
  if (!answer.error) {
    return {
      repaired: [`${listing(names)} had been taken out of the role and were put back.`],
      notes: [],
      stranded: [],
    };
  }
  const note = `${listing(names)} could not be put back into the role: ${answer.error.message}`;
  return { repaired: [], notes: [note], stranded: names };
}
