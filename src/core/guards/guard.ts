import type { Finding, FindingLevel, PlanInput } from "../plan";
import type { Replayed } from "../replay";
import type { Snapshot } from "../snapshot";
import type { Target } from "../targets";

/** What the rules look at: the wanted state, laid on a live read. */
export interface GuardContext {
  readonly input: PlanInput;
  readonly live: Snapshot;
  readonly replayed: Replayed;
  readonly targets: readonly Target[];
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
