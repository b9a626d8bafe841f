import type { Cell } from "../dataTable";
import { ruleOf } from "../rules/book";
import type { Problem } from "../rules/problem";
import type { Message } from "../text/message";
import { cellNow, cellOf } from "./subject";
import type { Subject } from "./subject";

/** What would put a problem right: another cell, or a row less. */
export type PlacedFix =
  | { readonly title: Message; readonly row: number; readonly column: number; readonly value: Cell }
  | { readonly title: Message; readonly removes: number };

/** What the rule knows to put its problem right; the first is the likely one. */
export function fixesFor(subject: Subject, { rule, place }: Problem): readonly PlacedFix[] {
  const { row = -1, column = 0, part } = place;
  const broken = {
    live: subject.live,
    cell: cellOf(subject, row, column),
    part,
    now: () => cellNow(subject, row, column),
  };
  const fixes = ruleOf(rule)?.fixes?.(broken) ?? [];
  return fixes.map(({ title, value }) =>
    value === undefined ? { title, removes: row } : { title, row, column, value },
  );
}

/** Whether a rule's fix is safe in all cells at once: it says the same in the project's own terms. */
export function isSafeEverywhere({ rule }: Problem): boolean {
  return ruleOf(rule)?.sameEverywhere === true;
}
