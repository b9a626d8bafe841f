import assert from "node:assert/strict";
import { isBlocked } from "../../../../src/core/plan/plan";
import type { Plan } from "../../../../src/core/plan/plan";
import type { Fault } from "../../../support/faults/faultProxy";
import type { Site } from "../site";
import { english } from "../../../../src/core/text/message";

/** Applies a plan of these requests while one of them meets a fault. */
export async function broken(site: Site, plan: Plan, steps: readonly string[], fault: Fault, at: number) {
  assert.deepEqual(
    plan.steps.map((step) => step.purpose),
    steps,
  );
  site.proxy.arm((write) => (write === at ? fault : undefined));
  const report = await site.changes.apply(site.id, plan);
  site.proxy.arm(() => undefined);
  return report;
}

/** Applies a plan in a process that ends at one of its requests: only the files of that moment are left of it. */
export async function killed(site: Site, plan: Plan, fault: Fault, at: number): Promise<void> {
  let left = new Map<string, string>();
  site.proxy.arm((write) => {
    if (write !== at) return undefined;
    left = new Map(site.files.files);
    return fault;
  });
  await site.changes.apply(site.id, plan);
  site.proxy.arm(() => undefined);
  site.files.files.clear();
  for (const [name, text] of left) site.files.files.set(name, text);
}

/** Applies a plan that has to go through. */
export async function applied(site: Site, plan: Plan): Promise<void> {
  assert.equal(isBlocked(plan), false, JSON.stringify([plan.conflicts, plan.problems]));
  const report = await site.changes.apply(site.id, plan);
  assert.match(report.outcome, /^(done|nothing)$/, english(report.sentence));
}
