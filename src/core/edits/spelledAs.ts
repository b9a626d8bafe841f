import { ByUsername } from "../access/usernames";
import type { Snapshot } from "../access/snapshot";
import { isRowAdded, isRowRemoved } from "./edit";
import { wellFormed } from "../text/wellFormed";
import type { CellEdit } from "./edit";

/**
 * Edits that call everybody as the project does, and who is new as the first edit does; half a letter in what is wanted
 * could not be sent.
 */
export function spelledAs(live: Snapshot, edits: readonly CellEdit[]): readonly CellEdit[] {
  const fresh = new ByUsername<true>();
  return edits.map((given) => {
    const edit = { ...given, key: wellFormed(given.key), after: wellFormed(given.after) };
    if (edit.draft !== "users" && edit.draft !== "assignments") return edit;
    const key = live.people.get(edit.key)?.username ?? fresh.spelled(edit.key);
    fresh.set(key, true);
    if (key === edit.key) return edit;
    if (isRowAdded(edit)) return { ...edit, key, after: key };
    return isRowRemoved(edit) ? { ...edit, key, before: key } : { ...edit, key };
  });
}
