import { hasState } from "../access/people";
import type { PersonState, Today } from "../access/people";
import type { PeopleIndex } from "./findPeople";
import type { KnownPeople, KnownPerson, Membership } from "./knownPeople";

/** Whom to show over all projects; an empty list of a kind lets everybody through. */
export interface KnownFilter {
  readonly text: string;
  /** Servers by their hosts. */
  readonly servers: readonly string[];
  readonly states: readonly PersonState[];
}

export const EVERYBODY: KnownFilter = { text: "", servers: [], states: [] };

/** Somebody who passes the filter, with the projects in which they do. */
export interface ShownPerson {
  readonly person: KnownPerson;
  readonly memberships: readonly Membership[];
}

export function isNarrow({ text, servers, states }: KnownFilter): boolean {
  return text !== "" || servers.length + states.length > 0;
}

/** Everybody who passes, by name; with a text the best first. */
export function filterPeople(
  { people }: Pick<KnownPeople, "people">,
  index: () => PeopleIndex,
  { text, servers, states }: KnownFilter,
  today: Today,
): readonly ShownPerson[] {
  const named = text === "" ? people : index().find(text, people.length).people;
  if (servers.length + states.length === 0) return named.map((person) => ({ person, memberships: person.memberships }));
  const hosts = new Set(servers);
  return named.flatMap((person) => {
    const memberships = person.memberships.filter(
      ({ project, person: member }) =>
        (servers.length === 0 || hosts.has(project.host)) && (states.length === 0 || hasState(member, states, today)),
    );
    return memberships.length > 0 ? [{ person, memberships }] : [];
  });
}
