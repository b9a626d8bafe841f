import type { Problem as RuleProblem } from "../core/rules/problem";
import { plural } from "../core/text/message";
import type { Message } from "../core/text/message";
import type { Problem } from "./format";
import type { Place } from "./place";

/** More of them nobody reads, and a file can have millions. */
const MOST = 1000;

/** Problems of a text in the order in which they are told. Those beyond a number are counted, and one last problem stands for them. */
export class Problems {
  private readonly told: Problem[] = [];
  private untold = 0;

  constructor(private readonly most = MOST) {}

  /** Place and words are asked for only when somebody will read them. */
  tell(code: string, place: () => Place, said: () => Message): void {
    if (this.told.length < this.most) this.told.push({ ...place(), code, message: said() });
    else this.untold += 1;
  }

  get all(): readonly Problem[] {
    const { told, untold } = this;
    const last = told.at(-1);
    if (!last || untold === 0) return told;
    const message = plural(untold, {
      one: "There is {count} more problem.",
      other: "There are {count} more problems.",
    });
    return [...told, { line: last.line, column: last.column, code: "moreProblems", message, summarized: untold }];
  }
}

/** How many problems there are, with those that the last one stands for. */
export function problemCount(problems: readonly Pick<Problem, "summarized">[]): number {
  return problems.reduce((sum, { summarized = 1 }) => sum + summarized, 0);
}

/** The same as what is wrong with a table, at its line. */
export function asRuleProblem({ line, code, message, summarized }: Problem): RuleProblem {
  const made: RuleProblem = { rule: code, level: "refuse", message: message, place: { line } };
  return summarized === undefined ? made : { ...made, summarized };
}
