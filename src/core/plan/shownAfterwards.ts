import { rightsOf } from "../access/effective";
import type { Plan } from "./plan";
import type { Snapshot } from "../access/snapshot";
import { RIGHT_COLUMNS } from "../access/tables";
import { list, message, plural } from "../text/message";
import type { Message } from "../text/message";
import { valuesOf } from "../edits/edit";

/** What people may do after they left their role, one sentence each: only REDCap knew beforehand. */
export function leftRights(plan: Plan, now: Snapshot): readonly Message[] {
  return plan.changes.flatMap((change) => {
    const { key } = change;
    const person = now.people.get(key);
    const left = valuesOf(change).get("unique_role_name") === "";
    if (!left || !person || person.role) return [];
    const right = rightsOf(now, person);
    const held = RIGHT_COLUMNS.filter(({ name, choices }) => choices && !["", "0"].includes(right(name)));
    return [
      held.length === 0
        ? message("{name} is no longer in a role, and has no rights of their own beyond single instruments.", {
            name: key,
          })
        : message("{name} is no longer in a role, and has these rights of their own: {rights}.", {
            name: key,
            rights: list(held.map((column) => column.title)),
          }),
    ];
  });
}

const FROM_ACCOUNT = ["email", "firstname", "lastname"];

/**
 * REDCap adds whatever username it is given; only the account's name and e-mail, which it fills in itself, show whether
 * there is anybody behind it.
 */
export function withoutAccount(plan: Plan, now: Snapshot): readonly Message[] {
  const columns = now.tables.user?.columns ?? [];
  if (!FROM_ACCOUNT.some((name) => columns.includes(name))) return [];
  const added = plan.changes.filter(({ draft, kind }) => draft === "users" && kind === "add");
  const blank = added
    .map(({ key }) => now.people.get(key))
    .filter((person) => person !== undefined && person.email === "" && person.name === "")
    .map((person) => person?.username ?? "");
  if (blank.length === 0) return [];
  return [
    plural(
      blank.length,
      {
        one: "REDCap shows no name and no email for {people}: there may be no such account. Check the spelling.",
        other: "REDCap shows no names and no emails for {people}: there may be no such accounts. Check the spelling.",
      },
      { people: list(blank) },
    ),
  ];
}
