import { parseFilter } from "../../core/access/filterText";
import { isFiltering, matches, NO_FILTER } from "../../core/access/people";
import type { PeopleFilter, PersonState } from "../../core/access/people";
import type { Snapshot } from "../../core/access/snapshot";
import { message, plural } from "../../core/text/message";
import type { Message } from "../../core/text/message";
import { dagTitle, roleTitle, STATE_TITLES } from "../../views/filterWords";
import type { Services } from "../services";

type Needs = Pick<Services, "tree" | "connections" | "projects" | "dialogs" | "clock" | "settings">;

/** What a tick adds to the filter; headings add nothing. */
type Added = Partial<PeopleFilter>;

/** *Filter…*: tick states, roles and groups, or type a part of a name and press Enter. Says how many would show. */
export const filter = (services: Needs) => async (): Promise<void> => {
  const { dialogs, tree } = services;
  const current = tree.currentFilter;
  const count = counter(services);
  const criteria = criteriaOf(services, count);
  const chosen = (typed: string, ticked: readonly Added[]): PeopleFilter =>
    ticked.length > 0 ? ticked.reduce(withAdded, NO_FILTER) : parseFilter(typed);
  const answer = await dialogs.pickOrType<Added>({
    title: (typed, ticked) => message("Filter Users: {count}", { count: count(chosen(typed, ticked)) }),
    placeholder: message("Part of a username, name or e-mail, then Enter; or tick below"),
    choices: (typed) => [...[...new Set([current.text, typed.trim()])].filter(Boolean).map(textChoice), ...criteria],
    ticked: ticksOf(current),
    same: (a, b) => JSON.stringify(a).toLowerCase() === JSON.stringify(b).toLowerCase(),
  });
  if (answer) tree.setFilter(chosen(answer.typed, answer.ticked));
};

export const clearFilter = (services: Pick<Services, "tree">) => (): void => services.tree.setFilter(NO_FILTER);

function criteriaOf({ connections, projects }: Needs, count: Count) {
  const snapshots = connections.list().flatMap(({ id }) => projects.snapshot(id) ?? []);
  const names = (of: (snapshot: Snapshot) => Iterable<string>) => [
    ...new Set(snapshots.flatMap((snapshot) => [...of(snapshot)])),
  ];
  const heading = (label: Message) => ({ label, value: {}, separator: true as const });
  const criterion = (label: Message, value: Added) => ({
    ...{ label, value },
    description: count({ ...NO_FILTER, ...value }),
  });
  const roles = names(({ roles }) => [...roles.values()].map(({ label }) => label));
  const dags = names(({ dags }) => [...dags.values()].map(({ name }) => name));
  return [
    heading(message("Expiration")),
    ...(Object.keys(STATE_TITLES) as PersonState[]).map((state) => criterion(STATE_TITLES[state], { states: [state] })),
    heading(message("Role")),
    ...[...roles, ""].map((role) => criterion(roleTitle(role), { roles: [role] })),
    ...(dags.length > 0 ? [heading(message("Data access group"))] : []),
    ...(dags.length > 0 ? [...dags, ""] : []).map((dag) => criterion(dagTitle(dag), { dags: [dag] })),
  ];
}

/** What has been typed, as a choice beside the others, so that a text can be combined with ticks. */
function textChoice(text: string) {
  const label = message("Name, username or e-mail contains “{text}”", { text });
  return { label, alwaysShow: true as const, value: { text } };
}

function ticksOf({ text, states, roles, dags }: PeopleFilter): readonly Added[] {
  return [
    ...(text ? [{ text }] : []),
    ...states.map((state) => ({ states: [state] })),
    ...roles.map((role) => ({ roles: [role] })),
    ...dags.map((dag) => ({ dags: [dag] })),
  ];
}

function withAdded(sum: PeopleFilter, added: Added): PeopleFilter {
  return {
    text: added.text ?? sum.text,
    states: [...sum.states, ...(added.states ?? [])],
    roles: [...sum.roles, ...(added.roles ?? [])],
    dags: [...sum.dags, ...(added.dags ?? [])],
  };
}

type Count = (filter: PeopleFilter) => Message;

/** "5 of 41 people", of the projects that have been opened. */
function counter({ connections, projects, clock, settings }: Needs): Count {
  const today = { today: clock.today(), soonDays: settings.expiringDays };
  const everybody = connections.list().flatMap(({ id }) => {
    const snapshot = projects.snapshot(id);
    return snapshot ? [...snapshot.people.values()].map((person) => ({ snapshot, person })) : [];
  });
  return (filter) => {
    if (!isFiltering(filter)) return message("everybody");
    const some = everybody.filter(({ snapshot, person }) => matches(snapshot, person, filter, today)).length;
    return plural(everybody.length, { one: "{some} of {count} person", other: "{some} of {count} people" }, { some });
  };
}
