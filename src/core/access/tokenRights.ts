import { cellText, column, EMPTY_TABLE } from "../dataTable";
import type { Snapshot } from "./snapshot";
import { listing } from "../text/words";
import { shown } from "../text/displayText";

/** REDCap takes changes of access from nobody without both: the API right to import, and full User Rights, not read only. */
const NEEDED = [
  { name: "api_import", full: "1", title: "API Import/Update" },
  { name: "user_rights", full: "1", title: "full User Rights" },
] as const;

/** What a token needs to change access and to read back what it did. */
export const TOKEN_RIGHTS = [{ name: "api_export", full: "1", title: "API Export" }, ...NEEDED] as const;

/** What keeps the token of `owner` from changing access, as REDCap names the rights; empty when nothing is known to. */
export function rightsLacking(snapshot: Snapshot, owner: string): readonly string[] {
  const row = snapshot.people.get(owner)?.row;
  const users = snapshot.tables.user ?? EMPTY_TABLE;
  if (!row) return [];
  return NEEDED.filter(({ name, full }) => cellText(column(users, name)(row)) !== full).map(({ title }) => title);
}

/** What keeps the token of `owner` from removing people and roles, which REDCap's API allows with that right only. */
export function removalRightsLacking(snapshot: Snapshot, owner: string): readonly string[] {
  const row = snapshot.people.get(owner)?.row;
  const users = snapshot.tables.user ?? EMPTY_TABLE;
  return row && cellText(column(users, "record_delete")(row)) === "0" ? ["Delete Records"] : [];
}

export function effectiveRights(snapshot: Snapshot, owner: string): string {
  if (!snapshot.people.has(owner)) return `Whether the token of ${shown(owner)} may change access is not known.`;
  const lacking = rightsLacking(snapshot, owner);
  const toRemove = removalRightsLacking(snapshot, owner);
  if (lacking.length === 0 && toRemove.length > 0)
    return `The token of ${shown(owner)} may change access, but remove neither people nor roles: it lacks ${listing(toRemove)}.`;
  return lacking.length === 0
    ? `The token of ${shown(owner)} may change access.`
    : `The token of ${shown(owner)} may read only: it lacks ${listing(lacking)}.`;
}

/** Whether a token whose owner is in a role can still change access after these cells of the role have been changed. */
export function keepsToken(cells: ReadonlyMap<string, string>): boolean {
  return TOKEN_RIGHTS.every(({ name, full }) => (cells.get(name) ?? full) === full);
}
