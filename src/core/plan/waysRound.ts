import type { Plan } from "./plan";
import { targetsOf } from "./targets";

/** People in roles whose new expiration, and nothing else of the plan, waits for somebody to choose the way round. */
export function waysRound({ input, changes, desired }: Plan): readonly string[] {
  return targetsOf(input, changes, desired)
    .filter(({ unassignFirst, owner, rights }) => unassignFirst && owner === "no" && rights.size === 0)
    .map(({ person }) => person.username)
    .filter((name) => !input.unassignFirst?.has(name));
}
