import assert from "node:assert/strict";
import type { PlanInput } from "../../../../src/core/plan/plan";
import type { Edit } from "../../../../src/core/edits/edit";
import type { Finding } from "../../../../src/core/rules/finding";
import { plan } from "../trial";

/** What one rule says of a plan. */
export function finding(rule: string, edits: readonly Edit[], input: Partial<PlanInput> = {}): Finding | undefined {
  return plan(edits, input).findings.find((candidate) => candidate.rule === rule);
}

export function refused(rule: string, sentence: RegExp, edits: readonly Edit[], input: Partial<PlanInput> = {}): void {
  const found = finding(rule, edits, input);
  assert.equal(found?.level, "refuse");
  assert.match(found.sentence, sentence);
  assert.deepEqual(plan(edits, input).steps, []);
}

export function typed(rule: string, sentence: RegExp, confirmBy: string, edits: readonly Edit[], input = {}): void {
  const found = finding(rule, edits, input);
  assert.equal(found?.level, "type");
  assert.match(found.sentence, sentence);
  assert.equal(found.confirmBy, confirmBy);
  assert.notDeepEqual(plan(edits, input).steps, []);
}

export function warned(rule: string, sentence: RegExp, edits: readonly Edit[], input: Partial<PlanInput> = {}): void {
  const found = finding(rule, edits, input);
  assert.equal(found?.level, "warn");
  assert.match(found.sentence, sentence);
}

export const nothing = (edits: readonly Edit[], input: Partial<PlanInput> = {}) =>
  assert.deepEqual(plan(edits, input).findings, []);
