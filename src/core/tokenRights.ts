import { cellText, column, EMPTY_TABLE } from "./dataTable";
import type { Snapshot } from "./snapshot";

/** The rights that let a token change access through the API (fact sheet section 3). */
const NEEDED = [
  { name: "api_import", full: "1", title: "API Import/Update" },
  { name: "user_rights", full: "1", title: "full User Rights" },
] as const;

/** What keeps the token of `owner` from changing access, as REDCap names the rights; empty when nothing does. */
export function rightsLacking(snapshot: Snapshot, owner: string): readonly string[] {
  const row = snapshot.people.get(owner)?.row;
  const users = snapshot.tables.user ?? EMPTY_TABLE;
  if (!row) return [];
  return NEEDED.filter(({ name, full }) => cellText(column(users, name)(row)) !== full).map(({ title }) => title);
}

export function effectiveRights(snapshot: Snapshot, owner: string): string {
  const lacking = rightsLacking(snapshot, owner);
  return lacking.length === 0
    ? `The token of ${owner} may change access.`
    : `The token of ${owner} may read only: it lacks ${lacking.join(" and ")}.`;
}
