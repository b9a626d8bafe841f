import type { PersonState } from "../../core/access/people";
import { EVERYBODY, filterPeople as filtered, isNarrow } from "../../core/people/peopleFilter";
import type { KnownFilter } from "../../core/people/peopleFilter";
import { shown } from "../../core/text/displayText";
import { message, plural, verbatim } from "../../core/text/message";
import type { Message } from "../../core/text/message";
import { STATE_TITLES } from "../../views/filterWords";
import type { Services } from "../services";

type Needs = Pick<Services, "clock" | "dialogs" | "people" | "peopleTree" | "settings">;

/** What a tick adds to the filter; headings add nothing. */
type Added = Partial<KnownFilter>;

/** *Filter People…*: tick servers and states, or type a part of a name and press Enter. Says how many would show. */
export const filterPeople = (services: Needs) => async (): Promise<void> => {
  const { dialogs, people, peopleTree } = services;
  const current = peopleTree.currentFilter;
  const hosts = [...new Set(people.known.projects.map(({ host }) => host))].sort();
  const heading = (label: Message) => ({ label, value: {}, separator: true as const });
  const criterion = (label: Message, value: Added) => ({
    ...{ label, value },
    description: count(services, { ...EVERYBODY, ...value }),
  });
  const states = (Object.keys(STATE_TITLES) as PersonState[]).map((state) =>
    criterion(STATE_TITLES[state], { states: [state] }),
  );
  const servers = hosts.map((host) => criterion(verbatim(shown(host)), { servers: [host] }));
  const chosen = (typed: string, ticked: readonly Added[]) =>
    ticked.length > 0 ? ticked.reduce(withAdded, EVERYBODY) : { ...EVERYBODY, text: typed.trim() };
  const answer = await dialogs.pickOrType<Added>({
    title: (typed, ticked) => message("Filter People: {count}", { count: count(services, chosen(typed, ticked)) }),
    placeholder: message("Part of a username, name or email, then Enter; or tick below"),
    choices: (typed) => [
      ...[...new Set([current.text, typed.trim()])].filter(Boolean).map(textChoice),
      heading(message("Expiration")),
      ...states,
      ...(hosts.length > 1 ? [heading(message("Server")), ...servers] : []),
    ],
    ticked: [
      ...(current.text ? [{ text: current.text }] : []),
      ...current.states.map((state) => ({ states: [state] })),
      ...current.servers.map((host) => ({ servers: [host] })),
    ],
    same: (a, b) => JSON.stringify(a).toLowerCase() === JSON.stringify(b).toLowerCase(),
  });
  if (answer) peopleTree.setFilter(chosen(answer.typed, answer.ticked));
};

export const clearPeopleFilter =
  ({ peopleTree }: Pick<Services, "peopleTree">) =>
  (): void =>
    peopleTree.setFilter(EVERYBODY);

export const showMorePeople =
  ({ peopleTree }: Pick<Services, "peopleTree">) =>
  (): void =>
    peopleTree.showMore();

/** What has been typed, as a choice beside the others, so that a text can be combined with ticks. */
function textChoice(text: string) {
  const label = message("Name, username or email contains “{text}”", { text });
  return { label, alwaysShow: true as const, value: { text } };
}

function withAdded(sum: KnownFilter, added: Added): KnownFilter {
  return {
    text: added.text ?? sum.text,
    servers: [...sum.servers, ...(added.servers ?? [])],
    states: [...sum.states, ...(added.states ?? [])],
  };
}

function count({ clock, people, settings }: Needs, filter: KnownFilter): Message {
  if (!isNarrow(filter)) return message("everybody");
  const today = { today: clock.today(), soonDays: settings.expiringDays };
  const some = filtered(people.known, () => people.index, filter, today).length;
  return plural(
    people.known.people.length,
    { one: "{some} of {count} person", other: "{some} of {count} people" },
    { some },
  );
}
