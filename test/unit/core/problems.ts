import assert from "node:assert/strict";
import type { PlanInput } from "../../../src/core/plan/plan";
import type { Edit } from "../../../src/core/edits/edit";
import { sentenceOf } from "../../../src/core/rules/problem";
import type { Problem } from "../../../src/core/rules/problem";
import { english } from "../../../src/core/text/message";
import { plan } from "./trial";

/** A problem as people read it, with its place where the message does not name it. */
export function said(problem: Problem): string {
  return english(sentenceOf(problem));
}

/** What one rule says of a plan. */
export function problem(rule: string, edits: readonly Edit[], input: Partial<PlanInput> = {}): Problem | undefined {
  return plan(edits, input).problems.find((candidate) => candidate.rule === rule);
}

export function refused(rule: string, sentence: RegExp, edits: readonly Edit[], input: Partial<PlanInput> = {}): void {
  const found = problem(rule, edits, input);
  assert.equal(found?.level, "refuse");
  assert.match(said(found), sentence);
  assert.deepEqual(plan(edits, input).steps, []);
}

export function typed(rule: string, sentence: RegExp, confirmBy: string, edits: readonly Edit[], input = {}): void {
  const found = problem(rule, edits, input);
  assert.equal(found?.level, "type");
  assert.match(said(found), sentence);
  assert.equal(found.confirmBy, confirmBy);
  assert.notDeepEqual(plan(edits, input).steps, []);
}

export function warned(rule: string, sentence: RegExp, edits: readonly Edit[], input: Partial<PlanInput> = {}): void {
  const found = problem(rule, edits, input);
  assert.equal(found?.level, "warn");
  assert.match(said(found), sentence);
}

export const nothing = (edits: readonly Edit[], input: Partial<PlanInput> = {}) =>
  assert.deepEqual(plan(edits, input).problems, []);
