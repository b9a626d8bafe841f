import { resolveStep } from "../plan/resolveStep";
import { stepShows } from "../plan/stepShows";
import type { Snapshot } from "../access/snapshot";
import { namesOf } from "./undoNames";
import type { NamesApplied, SentStep } from "./undoNames";

/**
 * The last request of an apply that broke off, where REDCap does not show it: it may still be under way, or be shown
 * late. What was sent before it came to its end before it was sent.
 */
export function pendingStep(applied: NamesApplied, live: Snapshot): SentStep | undefined {
  const step = applied.steps.filter(({ notSent }) => !notSent).at(-1);
  if (!step || !applied.unverified || !applied.recent) return undefined;
  const { now } = namesOf(applied, live, "finish");
  const sent = { ...step, owner: false, ...(step.purpose.startsWith("remove") ? { action: "delete" as const } : {}) };
  try {
    return stepShows(resolveStep(sent, now), live, applied, now) ? undefined : step;
  } catch {
    // A name that it was sent with is not shown either.
    return step;
  }
}
