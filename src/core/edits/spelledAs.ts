import { ByUsername } from "../access/usernames";
import type { Snapshot } from "../access/snapshot";
import { wellFormed } from "../text/wellFormed";
import type { Edit } from "./edit";

/**
 * Edits that call everybody as the project does, and who is new as the first edit does; half a letter in what is wanted
 * could not be sent.
 */
export function spelledAs(live: Snapshot, edits: readonly Edit[]): readonly Edit[] {
  const fresh = new ByUsername<true>();
  const spelled = ({ draft, key: given }: Edit) => {
    const key = wellFormed(given);
    if (draft !== "users" && draft !== "assignments") return key;
    const found = live.people.get(key)?.username ?? fresh.spelled(key);
    fresh.set(found, true);
    return found;
  };
  return edits.map((edit) => {
    const key = spelled(edit);
    return edit.kind === "set" ? { ...edit, key, after: wellFormed(edit.after) } : { ...edit, key };
  });
}
