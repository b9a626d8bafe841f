import { rightsOf } from "../access/effective";
import type { Plan } from "./plan";
import type { Snapshot } from "../access/snapshot";
import { RIGHT_COLUMNS } from "../tables";
import { listing } from "../text/words";
import { shown } from "../text/displayText";

/** What people may do after they left their role, one sentence each: only REDCap knew beforehand. */
export function leftRights(plan: Plan, now: Snapshot): readonly string[] {
  return plan.changes.flatMap(({ key, edits }) => {
    const person = now.people.get(key);
    const left = edits.some((edit) => edit.column === "unique_role_name" && edit.after === "");
    if (!left || !person || person.role) return [];
    const right = rightsOf(now, person);
    const held = RIGHT_COLUMNS.filter(({ name, choices }) => choices && !["", "0"].includes(right(name)));
    return [
      held.length === 0
        ? `${shown(key)} has no role now, and no rights of their own beyond single instruments.`
        : `${shown(key)} has no role now, and these own rights: ${listing(held.map((column) => column.title))}.`,
    ];
  });
}
