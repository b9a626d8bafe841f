import { expirationState } from "./rights";
import type { ExpirationState } from "./rights";
import type { Person, Snapshot } from "./snapshot";
import { dagName, roleName } from "./names";
import { joined, message, plural, verbatim } from "../text/message";
import type { Message } from "../text/message";

/** What to filter people's expiration by; `active` is everybody whose access has not ended. */
export type PersonState = "active" | "expired" | "today" | "soon" | "never";

/** What to show of a project's people; an empty list of a kind lets everybody through. */
export interface PeopleFilter {
  readonly text: string;
  readonly states: readonly PersonState[];
  /** Role labels and group names rather than ids, so that one filter serves several projects; '' is none. */
  readonly roles: readonly string[];
  readonly dags: readonly string[];
}

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
export function knowsRoles({ tables }: Snapshot): boolean {
  return tables.userRoleMapping !== undefined;
}

/** The same for groups, which several tables tell. */
export function knowsDags({ tables }: Snapshot): boolean {
  const told = [tables.user, tables.userRoleMapping].some((table) => table?.columns.includes("data_access_group"));
  return tables.userDagMapping !== undefined || told;
}

export function hasNoRole(snapshot: Snapshot, person: Person): boolean {
  return knowsRoles(snapshot) && person.role === "";
}

/** Kinds of a filter must all hold; within a kind one hit is enough. */
export function matches(snapshot: Snapshot, person: Person, filter: PeopleFilter, today: Today): boolean {
  return (
    hasText(snapshot, person, filter.text.toLowerCase(), today) &&
    (filter.states.length === 0 || hasState(person, filter.states, today)) &&
    named(filter.roles, snapshot.roles.get(person.role)?.label ?? person.role, knowsRoles(snapshot)) &&
    named(filter.dags, snapshot.dags.get(person.dag)?.name ?? person.dag, knowsDags(snapshot))
  );
}

/** Words for how somebody stands, as people type them; the longer first. */
const STANDING: readonly (readonly [RegExp, (snapshot: Snapshot, person: Person, today: Today) => boolean])[] = [
  [/\b(?:never expires|does not expire|no expiration|never)\b/, inState("never")],
  [/\b(?:expires today|today)\b/, inState("today")],
  [/\b(?:expires soon|expiring|soon)\b/, inState("soon")],
  [/\bexpired\b/, inState("expired")],
  [/\b(?:has access now|has access|active)\b/, inState("active")],
  [/\bno role\b/, hasNoRole],
  [/\bno (?:group|dag)\b/, (snapshot, person) => knowsDags(snapshot) && person.dag === ""],
];

function inState(state: PersonState) {
  return (_: Snapshot, person: Person, today: Today) => hasState(person, [state], today);
}

/** A part of a name; or words for how somebody stands, alone or beside a part of a name. */
function hasText(snapshot: Snapshot, person: Person, text: string, today: Today): boolean {
  const named = (part: string) =>
    [person.username, person.name, person.email].some((field) => field.toLowerCase().includes(part));
  if (named(text)) return true;
  const found = STANDING.filter(([words]) => words.test(text));
  if (found.length === 0 || !found.every(([, holds]) => holds(snapshot, person, today))) return false;
  const rest = found.reduce((left, [words]) => left.replace(words, " "), text);
  return named(rest.replace(/\s+/g, " ").trim());
}

/** Whether somebody stands in one of these ways. */
export function hasState(person: Person, wanted: readonly PersonState[], today: Today): boolean {
  const state = personState(person, today);
  return wanted.some((each) => each === state || (each === "active" && state !== "expired"));
}

function named(wanted: readonly string[], name: string, known: boolean): boolean {
  if (wanted.length === 0) return true;
  return (known || name !== "") && wanted.some((each) => each.toLowerCase() === name.toLowerCase());
}

/** "expires in 12 days", "expired 2026-01-31"; undefined when access does not end. */
export function describeExpiration(person: Person, { today, soonDays }: Today): Message | undefined {
  const { state, days } = expirationState(person.expiration, today, soonDays);
  const date = person.expiration;
  switch (state) {
    case "expired":
      return message("expired {date}", { date });
    case "today":
      return message("expires today");
    case "soon":
      return days === 1
        ? message("expires tomorrow")
        : plural(days, { one: "expires in {count} day", other: "expires in {count} days" });
    case "active":
      return message("until {date}", { date });
    case "never":
      return undefined;
  }
}

/** "Data Entry · Boston · expires in 12 days"; under a role or DAG `without` what stands above already. */
export function personLine(snapshot: Snapshot, person: Person, today: Today, without?: "role" | "dag"): Message {
  const role = person.role ? verbatim(roleName(snapshot, person.role)) : undefined;
  const none = hasNoRole(snapshot, person) ? message("no role") : undefined;
  const dag = person.dag ? verbatim(dagName(snapshot, person.dag)) : undefined;
  const parts = [
    without === "role" ? undefined : (role ?? none),
    without === "dag" ? undefined : dag,
    describeExpiration(person, today),
  ];
  return joined(
    parts.filter((part) => part !== undefined),
    " · ",
  );
}

const BY_NAME = new Intl.Collator(undefined, { sensitivity: "base", numeric: true });
const sorted = new WeakMap<Snapshot, readonly Person[]>();

/** Everybody by username as people read it. Sorted once for each snapshot: lists of thousands are asked for often. */
export function sortedPeople(snapshot: Snapshot): readonly Person[] {
  const known = sorted.get(snapshot);
  if (known) return known;
  const people = [...snapshot.people.values()].sort((a, b) => BY_NAME.compare(a.username, b.username));
  sorted.set(snapshot, people);
  return people;
}
