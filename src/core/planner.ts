import { GUARDS } from "./guards/all";
import { runGuards } from "./guards/guard";
import { isBlocked } from "./plan";
import type { Plan, PlanInput } from "./plan";
import { BATCH_BYTES } from "./planBatches";
import { stepsFor } from "./planSteps";
import { replayEdits } from "./replay";
import { changeOf } from "./sentences";
import { targetsOf } from "./targets";

/**
 * Lays edits on a live read and says what to send, what speaks against it and what somebody else changed meanwhile.
 * A blocked plan has no steps.
 */
export function planChanges(input: PlanInput, batchBytes: number = BATCH_BYTES): Plan {
  const { live } = input;
  const replayed = replayEdits(live, input.edits);
  const targets = targetsOf(input, replayed.wanted);
  const plan: Plan = {
    input,
    changes: targets.map((target) => changeOf(live, target)),
    conflicts: replayed.conflicts,
    settled: replayed.settled,
    findings: runGuards(GUARDS, { input, live, replayed, targets }),
    steps: [],
  };
  return isBlocked(plan) ? plan : { ...plan, steps: stepsFor(live, targets, batchBytes) };
}
