import { GUARDS } from "../../../src/core/guards/all";
import { TABLE_RULES } from "../../../src/core/rules/book";
import type { Level } from "../../../src/core/rules/problem";
import type { Rule } from "../../../src/core/rules/rule";

const LEVELS: readonly Level[] = ["refuse", "type", "warn", "info", "hint"];

/** Every rule of the book, the most serious first, as a table for people who work on the code. */
export function rulesTable(): string {
  const byId = new Map([...TABLE_RULES, ...GUARDS.flatMap(({ rules }) => rules)].map((rule) => [rule.id, rule]));
  const inOrder = [...byId.values()].sort((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level));
  const lines = inOrder.map((rule) => [`\`${rule.id}\``, levelOf(rule), rule.looksAt, rule.what, mendedBy(rule)]);
  const head = ["Rule", "Level", "Looks at", "What breaks it", "Mended by"];
  return [head, head.map(() => "---"), ...lines].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function levelOf({ level, sentLevel }: Rule): string {
  return sentLevel === undefined ? level : `${level}; sent as it stands: ${sentLevel}`;
}

function mendedBy({ fixes, sameEverywhere, ...rule }: Rule): string {
  const ways = [
    ...("answers" in rule ? ["a question"] : []),
    ...(fixes ? [sameEverywhere ? "a quick fix, also for all cells at once" : "a quick fix"] : []),
  ];
  return ways.join(", ");
}
