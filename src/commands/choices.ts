import { joined, message, verbatim } from "../core/text/message";
import type { Message } from "../core/text/message";
import { peopleCount, roleSummary } from "../core/access/grants";
import { personLine, sortedPeople } from "../core/access/people";
import type { Snapshot } from "../core/access/snapshot";
import { dagName, roleName } from "../core/access/names";
import type { Services } from "./services";

/** Rows of the lists that quick actions show. `now`: the one that everybody in question has. */

export function roleChoices(snapshot: Snapshot, now?: string) {
  return [...snapshot.roles.keys()].map((id) => ({
    label: verbatim(roleName(snapshot, id)),
    ...(id === now ? { description: message("as now") } : {}),
    detail: roleSummary(snapshot, id),
    value: id,
  }));
}

/** Every group, then none. */
export function dagChoices(snapshot: Snapshot, now?: string) {
  const asNow = (id: string) => (id === now ? [message("as now")] : []);
  const groups = [...snapshot.dags.values()].map(({ id, members }) => ({
    label: verbatim(dagName(snapshot, id)),
    description: joined([peopleCount(members.length), ...asNow(id)], " · "),
    value: id,
  }));
  const none = {
    label: message("No group"),
    description: joined([message("sees the records of every group"), ...asNow("")], " · "),
    value: "",
  };
  return [...groups, none];
}

export function personChoices(snapshot: Snapshot, { clock, settings }: Pick<Services, "clock" | "settings">) {
  const today = { today: clock.today(), soonDays: settings.expiringDays };
  return sortedPeople(snapshot).map((person) => ({
    label: verbatim(person.username),
    description: joined(
      [...(person.name === "" ? [] : [verbatim(person.name)]), personLine(snapshot, person, today)],
      " · ",
    ),
    value: person,
  }));
}

/** Why a table has nothing to choose from. */
export function nothingToChoose(snapshot: Snapshot, table: "userRole" | "dag", empty: Message): Message {
  const missing = snapshot.missing[table];
  if (!missing) return empty;
  const { right } = missing;
  return right ? message("The token lacks the right {right}.", { right }) : missing.said;
}
