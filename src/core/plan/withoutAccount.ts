import type { Plan } from "./plan";
import { isRowAdded } from "../edits/rowEdits";
import type { Snapshot } from "../access/snapshot";
import { listing } from "../text/words";

const FROM_ACCOUNT = ["email", "firstname", "lastname"];

/**
 * REDCap adds whatever username it is given; only the account's name and e-mail, which it fills in itself, show whether
 * there is anybody behind it.
 */
export function withoutAccount(plan: Plan, now: Snapshot): readonly string[] {
  const columns = now.tables.user?.columns ?? [];
  if (!FROM_ACCOUNT.some((name) => columns.includes(name))) return [];
  const added = plan.changes.flatMap(({ edits }) => edits.filter((edit) => edit.draft === "users" && isRowAdded(edit)));
  const blank = added
    .map(({ key }) => now.people.get(key))
    .filter((person) => person !== undefined && person.email === "" && person.name === "")
    .map((person) => person?.username ?? "");
  if (blank.length === 0) return [];
  return [
    `REDCap shows no name and no e-mail for ${listing(blank)}: there may be no such account. Check the spelling.`,
  ];
}
