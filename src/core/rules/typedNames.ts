import { isUsername } from "../access/usernames";
import { message } from "../text/message";
import type { Message } from "../text/message";
import { CELL_RULES } from "./cellRules";
import { ROW_RULES } from "./rowRules";

/**
 * Why people cannot be added by these names, as far as that can be said while somebody types. `written` tells how the
 * project spells whom it has.
 */
export function newUsersFault(
  names: readonly string[],
  written: (name: string) => string | undefined,
): Message | undefined {
  const [first] = names;
  if (first === undefined) return message("Enter a username.");
  const there = names.filter((name) => written(name) !== undefined);
  if (there.length > 0) {
    const spelled = names.length === 1 ? written(first) : undefined;
    return spelled === undefined || spelled === first
      ? ROW_RULES.userThere.message(there)
      : ROW_RULES.userThere.message(there, spelled);
  }
  const odd = names.filter((name) => !isUsername(name));
  return odd.length > 0 ? ROW_RULES.badUsername.message(odd) : undefined;
}

/** Why a role or data access group cannot be called so; two of the same name could not be told apart in any list. */
export function newNameFault(draft: "roles" | "dags", taken: readonly string[], name: string): Message | undefined {
  if (name === "") return CELL_RULES.nameless.message(draft);
  return taken.includes(name) ? ROW_RULES.nameTaken.message(draft, name) : undefined;
}
