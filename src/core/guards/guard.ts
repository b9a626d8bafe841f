import type { PlanInput } from "../plan/plan";
import type { Replayed } from "../plan/replay";
import type { Work } from "../plan/stepRows";
import type { Target } from "../plan/targets";
import type { Place, Problem } from "../rules/problem";
import type { Rule } from "../rules/rule";
import { shown } from "../text/displayText";
import { list } from "../text/message";
import type { List, Message } from "../text/message";

/** What guards look at: the wanted state, laid on a live read, and the project as it reads after all of it. */
export interface GuardContext extends Work {
  readonly input: PlanInput;
  readonly replayed: Replayed;
}

/** What of a plan breaks a rule. `keys`: the people, roles or groups concerned. */
export interface Found {
  readonly keys: readonly string[];
  readonly message: Message;
  /** What has to be typed. */
  readonly confirmBy?: string;
}

/** Looks for rules that a plan breaks: of its own, or of those that files and drafts keep as well. */
export interface Guard {
  readonly rules: readonly Rule[];
  readonly find: (context: GuardContext) => readonly Problem[];
}

/** A rule about all that is wanted: refused, only after typing a name or a number, or with a warning. */
export function guard({
  find,
  ...rule
}: Pick<Rule, "id" | "level" | "what"> & { readonly find: (context: GuardContext) => readonly Found[] }): Guard {
  return {
    rules: [{ ...rule, looksAt: "plan" }],
    find: (context) =>
      find(context).map(({ keys, ...found }) => ({ rule: rule.id, level: rule.level, ...found, place: { keys } })),
  };
}

/** One for all of these people, roles or groups; none where there are none. */
export function forAll(
  keys: readonly string[],
  say: (names: List) => Message,
  name: (key: string) => string = shown,
): readonly Found[] {
  return keys.length === 0 ? [] : [{ keys, message: say(list(keys.map((key) => name(key)))) }];
}

export function about(problem: Problem, place: Place): Problem {
  return { ...problem, place: { ...problem.place, ...place } };
}

export function usernames(targets: readonly Target[]): readonly string[] {
  return targets.map((target) => target.person.username);
}
