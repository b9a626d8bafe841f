import { CELL_RULES } from "./cellRules";
import { COLUMN_RULES } from "./columnRules";
import { QUESTIONS } from "./questions";
import { ROW_RULES } from "./rowRules";
import type { Rule } from "./rule";

/** Every rule about files, columns, rows and cells. Those about a plan stand in `core/guards/all.ts`. */
export const TABLE_RULES: readonly Rule[] = [COLUMN_RULES, ROW_RULES, CELL_RULES, QUESTIONS].flatMap((rules) =>
  Object.values<Rule>(rules),
);

const byId = new Map(TABLE_RULES.map((rule) => [rule.id, rule]));

export function ruleOf(id: string): Rule | undefined {
  return byId.get(id);
}
