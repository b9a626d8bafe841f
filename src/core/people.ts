import { expirationState } from "./rights";
import type { ExpirationState } from "./rights";
import type { Person, Snapshot } from "./snapshot";
import { dagName, roleName } from "./words";

/** What to show of a project's people; an empty list of a kind lets everybody through. */
export interface PeopleFilter {
  readonly text: string;
  readonly states: readonly PersonState[];
  /** Role labels and group names rather than ids, so that one filter serves several projects. */
  readonly roles: readonly string[];
  readonly dags: readonly string[];
}

export type PersonState = ExpirationState | "noRole";

export const NO_FILTER: PeopleFilter = { text: "", states: [], roles: [], dags: [] };

export function isFiltering(filter: PeopleFilter): boolean {
  return filter.text !== "" || filter.states.length + filter.roles.length + filter.dags.length > 0;
}

/** The day people's states are judged by, and what counts as soon. */
export interface Today {
  readonly today: string;
  readonly soonDays: number;
}

export function personState(person: Person, { today, soonDays }: Today): ExpirationState {
  return expirationState(person.expiration, today, soonDays).state;
}

/** Whether the mapping of roles can be read at all: without it "no role" would be a guess. */
export function knowsRoles(snapshot: Snapshot): boolean {
  return snapshot.tables.userRoleMapping !== undefined;
}

export function hasNoRole(snapshot: Snapshot, person: Person): boolean {
  return knowsRoles(snapshot) && person.role === "";
}

export function matches(snapshot: Snapshot, person: Person, filter: PeopleFilter, today: Today): boolean {
  const text = filter.text.toLowerCase();
  if (text && ![person.username, person.name, person.email].some((field) => field.toLowerCase().includes(text)))
    return false;
  if (filter.states.length > 0) {
    const state = personState(person, today);
    const hit = filter.states.some((wanted) => (wanted === "noRole" ? hasNoRole(snapshot, person) : wanted === state));
    if (!hit) return false;
  }
  const role = snapshot.roles.get(person.role)?.label ?? person.role;
  if (filter.roles.length > 0 && !filter.roles.includes(role)) return false;
  const dag = snapshot.dags.get(person.dag)?.name ?? person.dag;
  return filter.dags.length === 0 || filter.dags.includes(dag);
}

/** "expires in 12 days", "expired 2026-01-31", '' when access does not end soon. */
export function expirationWords(person: Person, { today, soonDays }: Today): string {
  const { state, days } = expirationState(person.expiration, today, soonDays);
  if (state === "expired") return `expired ${person.expiration}`;
  if (state === "today") return "expires today";
  if (state === "soon") return days === 1 ? "expires tomorrow" : `expires in ${days} days`;
  return state === "active" ? `until ${person.expiration}` : "";
}

/** "Data Entry · Boston · expires in 12 days" */
export function personLine(snapshot: Snapshot, person: Person, today: Today): string {
  const role = person.role ? roleName(snapshot, person.role) : hasNoRole(snapshot, person) ? "no role" : "";
  const dag = person.dag ? dagName(snapshot, person.dag) : "";
  return [role, dag, expirationWords(person, today)].filter(Boolean).join(" · ");
}

export function byUsername(a: Person, b: Person): number {
  return a.username.localeCompare(b.username, undefined, { sensitivity: "base", numeric: true });
}
