import { cellText, column, EMPTY_TABLE } from "../dataTable";
import type { Snapshot } from "./snapshot";
import { list, message } from "../text/message";
import type { Message } from "../text/message";

/** REDCap takes changes of access from nobody without both: the API right to import, and full User Rights, not read only. */
const NEEDED = [
  { name: "api_import", full: "1", title: message("API Import/Update") },
  { name: "user_rights", full: "1", title: message("full User Rights") },
] as const;

/** What a token needs to change access and to read back what it did. */
export const TOKEN_RIGHTS = [{ name: "api_export", full: "1", title: message("API Export") }, ...NEEDED] as const;

/** What keeps the token of `owner` from changing access, as REDCap names the rights; empty when nothing is known to. */
export function rightsLacking(snapshot: Snapshot, owner: string): readonly Message[] {
  const row = snapshot.people.get(owner)?.row;
  const users = snapshot.tables.user ?? EMPTY_TABLE;
  if (!row) return [];
  return NEEDED.filter(({ name, full }) => cellText(column(users, name)(row)) !== full).map(({ title }) => title);
}

/** What keeps the token of `owner` from removing people and roles, which REDCap's API allows with that right only. */
export function removalRightsLacking(snapshot: Snapshot, owner: string): readonly Message[] {
  const row = snapshot.people.get(owner)?.row;
  const users = snapshot.tables.user ?? EMPTY_TABLE;
  return row && cellText(column(users, "record_delete")(row)) === "0" ? [message("Delete Records")] : [];
}

export function effectiveRights(snapshot: Snapshot, owner: string): Message {
  const name = owner;
  if (!snapshot.people.has(owner))
    return message("Whether the token of {name} may change access is not known.", { name });
  const lacking = rightsLacking(snapshot, owner);
  if (lacking.length > 0)
    return message("The token of {name} may read only: it lacks {rights}.", { name, rights: list(lacking) });
  const toRemove = removalRightsLacking(snapshot, owner);
  if (toRemove.length === 0) return message("The token of {name} may change access.", { name });
  return message("The token of {name} may change access, but remove neither people nor roles: it lacks {rights}.", {
    name,
    rights: list(toRemove),
  });
}

/** Whether a token whose owner is in a role can still change access after these cells of the role have been changed. */
export function keepsToken(cells: ReadonlyMap<string, string>): boolean {
  return TOKEN_RIGHTS.every(({ name, full }) => (cells.get(name) ?? full) === full);
}
