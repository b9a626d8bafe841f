import { Usernames } from "../access/usernames";
import { completeForms } from "../edits/completeForms";
import { spelledAs } from "../edits/spelledAs";
import { rowChanges } from "../edits/edit";
import { desiredSnapshot } from "../plan/desiredSnapshot";
import { planProblems } from "../guards/all";
import { isBlocked } from "../plan/plan";
import type { Plan, PlanInput } from "../plan/plan";
import { BATCH_BYTES } from "../plan/planBatches";
import { stepsFor } from "../plan/planSteps";
import { replayEdits } from "../plan/replay";
import { changesOf } from "../review/changeSentences";
import type { Work } from "../plan/stepRows";
import { removalsOf, targetsOf } from "../plan/targets";

/**
 * Lays edits on a live read and says what to send, what speaks against it and what somebody else changed meanwhile.
 * A blocked plan has no steps.
 */
export function planChanges(given: PlanInput, batchBytes: number = BATCH_BYTES): Plan {
  const { live } = given;
  const input: PlanInput = {
    ...given,
    edits: spelledAs(live, given.edits),
    ...(given.unassignFirst ? { unassignFirst: new Usernames(given.unassignFirst) } : {}),
  };
  const replayed = replayEdits(live, completeForms(live, input.edits));
  const { wanted } = replayed;
  const desired = desiredSnapshot(live, wanted);
  const rows = rowChanges(wanted);
  const work: Work = {
    live,
    desired,
    owner: input.owner === undefined ? undefined : live.people.get(input.owner),
    targets: targetsOf(input, rows, desired),
    removals: removalsOf(input, rows),
    roles: rows.filter(({ draft }) => draft === "roles"),
    dags: rows.filter(({ draft }) => draft === "dags"),
  };
  const plan: Plan = {
    input,
    desired,
    changes: changesOf(work),
    conflicts: replayed.conflicts,
    alreadyDone: replayed.alreadyDone,
    problems: planProblems({ ...work, input, replayed }),
    steps: [],
  };
  return isBlocked(plan) ? plan : { ...plan, steps: stepsFor(work, batchBytes) };
}
