import { dagWriting } from "../../core/plan/dagWriting";
import { tableOf } from "../../core/dataTable";
import { valuesOf } from "../../core/edits/edit";
import type { Plan } from "../../core/plan/plan";
import type { Snapshot } from "../../core/access/snapshot";
import type { AccessState } from "../../core/plan/targets";
import { list, message, plural, saidBy } from "../../core/text/message";
import type { Message } from "../../core/text/message";
import type { RedcapClient } from "../../redcap/requests/client";
import type { ApplyRun } from "./applyReport";
import { restoreDags } from "./applyDags";
import { sendStep } from "./applyStep";

export interface Repairs {
  readonly repaired: readonly Message[];
  readonly notes: readonly Message[];
}

/**
 * Nobody is left half-way: people who were taken out of their role to be put back are put back when the plan broke off
 * in between, and a group that an import took away is given back.
 */
export async function repairLosses(plan: Plan, run: ApplyRun, now: Snapshot, client: RedcapClient): Promise<Repairs> {
  const outside = outOfRole(plan, run, now);
  const withoutDags = withoutDag(plan, run, now, outside);
  const back = await putBack(client, now, outside);
  const groups = await restoreDags(client, plan.input.live, withoutDags);
  return {
    repaired: [...back.repaired, ...groups.repaired],
    notes: [...back.notes, ...(groups.failed ? [groups.failed] : [])],
  };
}

/** A role or group that a request of ours has taken away from somebody. */
export interface LostAssignment {
  readonly key: string;
  readonly what: "role" | "dag";
}

export function lostAssignments(plan: Plan, run: ApplyRun, now: Snapshot): readonly LostAssignment[] {
  const outside = outOfRole(plan, run, now);
  const lost = (what: LostAssignment["what"], people: ReadonlyMap<string, AccessState>) =>
    [...people.keys()].map((key): LostAssignment => ({ key, what }));
  return [...lost("role", outside), ...lost("dag", withoutDag(plan, run, now, outside))];
}

/** In a role before, wanted in one, and in none now. */
function outOfRole(
  plan: Plan,
  { stopped, serverNames, steps }: ApplyRun,
  now: Snapshot,
): ReadonlyMap<string, AccessState> {
  const left = new Map<string, AccessState>();
  const sent = new Set(steps.filter(({ state }) => state !== "notSent").map(({ step }) => step));
  const unassigned = plan.steps.filter((step, index) => step.purpose === "unassign" && sent.has(index));
  for (const key of unassigned.flatMap((step) => step.keys)) {
    const before = plan.input.live.people.get(key);
    const person = now.people.get(key);
    const change = plan.changes.find((candidate) => candidate.key === key);
    const leaves = change && valuesOf(change).get("unique_role_name") === "";
    if (!before?.role || !person || person.role || leaves) continue;
    const dag = person.dag || (serverNames.dags.get(before.dag) ?? before.dag);
    // The row that should have brought the new role was passed over.
    const wanted = change && valuesOf(change).get("unique_role_name");
    const role = stopped || wanted === undefined ? before.role : (serverNames.roles.get(wanted) ?? wanted);
    left.set(key, { role, dag, expiration: person.expiration });
  }
  return left;
}

function withoutDag(
  plan: Plan,
  run: ApplyRun,
  now: Snapshot,
  outside: ReadonlyMap<string, AccessState>,
): ReadonlyMap<string, AccessState> {
  const { withRole } = dagWriting(plan.input.live);
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
): Promise<Repairs> {
  if (outside.size === 0) return { repaired: [], notes: [] };
  const { withRole } = dagWriting(now);
  const columns = ["username", "unique_role_name", ...(withRole ? ["data_access_group"] : [])];
  const send = (people: readonly (readonly [name: string, state: AccessState])[]) =>
    sendStep(client, {
      content: "userRoleMapping",
      rows: tableOf(
        columns,
        people.map(([name, { role, dag }]) => [name, role, ...(withRole ? [dag] : [])]),
      ),
    });
  const people = [...outside];
  const together = await send(people);
  if (!together.error) return { repaired: [backInRole([...outside.keys()])], notes: [] };
  // A row that is refused keeps nobody else out.
  const back: string[] = [];
  const notes: Message[] = [];
  for (const person of people) {
    const [name] = person;
    const { error } = people.length > 1 ? await send([person]) : together;
    if (error)
      notes.push(message("{name} could not be put back into the role: {reason}", { name, reason: saidBy(error) }));
    else back.push(name);
  }
  return { repaired: back.length > 0 ? [backInRole(back)] : [], notes };
}

function backInRole(names: readonly string[]): Message {
  return plural(
    names.length,
    {
      one: "{people} had been taken out of the role and was put back.",
      other: "{people} had been taken out of their roles and were put back.",
    },
    { people: list(names) },
  );
}
