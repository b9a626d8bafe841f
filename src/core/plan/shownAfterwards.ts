import { rightsOf } from "../access/effective";
import type { Plan } from "./plan";
import type { Snapshot } from "../access/snapshot";
import { RIGHT_COLUMNS } from "../access/tables";
import { listing } from "../text/words";
import { shown } from "../text/displayText";
import { valuesOf } from "../edits/edit";

/** What people may do after they left their role, one sentence each: only REDCap knew beforehand. */
export function leftRights(plan: Plan, now: Snapshot): readonly string[] {
  return plan.changes.flatMap((change) => {
    const { key } = change;
    const person = now.people.get(key);
    const left = valuesOf(change).get("unique_role_name") === "";
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

const FROM_ACCOUNT = ["email", "firstname", "lastname"];

/**
 * REDCap adds whatever username it is given; only the account's name and e-mail, which it fills in itself, show whether
 * there is anybody behind it.
 */
export function withoutAccount(plan: Plan, now: Snapshot): readonly string[] {
  const columns = now.tables.user?.columns ?? [];
  if (!FROM_ACCOUNT.some((name) => columns.includes(name))) return [];
  const added = plan.changes.filter(({ draft, kind }) => draft === "users" && kind === "add");
  const blank = added
    .map(({ key }) => now.people.get(key))
    .filter((person) => person !== undefined && person.email === "" && person.name === "")
    .map((person) => person?.username ?? "");
  if (blank.length === 0) return [];
  return [
    `REDCap shows no name and no e-mail for ${listing(blank)}: there may be no such account. Check the spelling.`,
  ];
}
