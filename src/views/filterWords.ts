import { isFiltering } from "../core/access/people";
import type { PeopleFilter, PersonState } from "../core/access/people";
import { shown } from "../core/text/displayText";
import { joined, message, verbatim } from "../core/text/message";
import type { Message } from "../core/text/message";

export const STATE_TITLES: Readonly<Record<PersonState, Message>> = {
  active: message("Has access now"),
  expired: message("Expired"),
  today: message("Expires today"),
  soon: message("Expires soon"),
  never: message("Never expires"),
};

export function roleTitle(label: string): Message {
  return label === "" ? message("No role") : verbatim(shown(label));
}

export function dagTitle(name: string): Message {
  return name === "" ? message("No group") : verbatim(shown(name));
}

/** The line above the tree while a filter is on; nothing without one. */
export function filterWords(filter: PeopleFilter): Message | undefined {
  if (!isFiltering(filter)) return undefined;
  const either = (all: readonly Message[]) => {
    const [first, ...others] = all;
    return first ? [others.reduce((sum, each) => message("{one} or {other}", { one: sum, other: each }), first)] : [];
  };
  const parts = [
    ...(filter.text ? [verbatim(`“${shown(filter.text)}”`)] : []),
    ...either(filter.states.map((state) => STATE_TITLES[state])),
    ...either(filter.roles.map(roleTitle)),
    ...either(filter.dags.map(dagTitle)),
  ];
  return message("Users shown: {criteria}", { criteria: joined(parts, ", ") });
}
