import type { PlanInput } from "../plan/plan";
import type { Finding, FindingLevel } from "../rules/finding";
import type { Replayed } from "../plan/replay";
import type { Work } from "../plan/stepRows";
import type { Target } from "../plan/targets";

/** What the rules look at: the wanted state, laid on a live read, and the project as it reads after all of it. */
export interface GuardContext extends Work {
  readonly input: PlanInput;
  readonly replayed: Replayed;
}

export type Found = Pick<Finding, "sentence" | "keys" | "confirmBy">;

/** One rule about what may be sent: refused, only after typing a name or a number, or with a warning. */
export interface Guard {
  readonly id: string;
  readonly level: FindingLevel;
  readonly find: (context: GuardContext) => readonly Found[];
}

export function runGuards(guards: readonly Guard[], context: GuardContext): readonly Finding[] {
  return guards.flatMap(({ id, level, find }) => find(context).map((found) => ({ rule: id, level, ...found })));
}

export function usernames(targets: readonly Target[]): readonly string[] {
  return targets.map((target) => target.person.username);
}
