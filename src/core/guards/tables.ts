import { roleWidens } from "../plan/stepRows";
import { counted, listing } from "../text/words";
import { dagName, roleName } from "../access/names";
import type { Found, Guard, GuardContext } from "./guard";
import { shown } from "../text/displayText";

/** Around version 14.0.2 a role could be listed without its id at first; a blank id would create another role. */
export const roleIdUnknown: Guard = {
  id: "roleIdUnknown",
  level: "refuse",
  find: ({ input }) =>
    input.edits.some(({ draft, key }) => draft === "roles" && key === "")
      ? [{ keys: [], sentence: "REDCap has not told the id of a role that is to be changed. Refresh, and try again." }]
      : [],
};

export const roleNameless: Guard = {
  id: "roleNameless",
  level: "refuse",
  find: ({ desired, roles }) =>
    each(
      roles.filter(({ key, kind }) => kind !== "remove" && !desired.roles.get(key)?.label.trim()),
      ({ key }) => `The role ${shown(key)} has no name. Give it one.`,
    ),
};

export const dagNameless: Guard = {
  id: "dagNameless",
  level: "refuse",
  find: ({ desired, dags }) =>
    each(
      dags.filter(({ key, kind }) => kind !== "remove" && !desired.dags.get(key)?.name.trim()),
      ({ key }) => `The group ${shown(key)} has no name. Give it one.`,
    ),
};

/** REDCap's page refuses this; the API would leave the members without any role. */
export const roleHasMembers: Guard = {
  id: "roleHasMembers",
  level: "refuse",
  find: (context) =>
    inUse(context, context.roles, "role", (name, people) => `The role ${name} cannot be deleted: ${people} in it.`),
};

/** Whoever loses a group by its deletion sees the records of every group. */
export const dagInUse: Guard = {
  id: "dagInUse",
  level: "refuse",
  find: (context) =>
    inUse(context, context.dags, "dag", (name, people) => `The group ${name} cannot be deleted: ${people} in it.`),
};

export const dagDeleted: Guard = {
  id: "dagDeleted",
  level: "type",
  find: ({ live, dags }) =>
    dags
      .filter(({ kind }) => kind === "remove")
      .map(({ key }) => ({
        keys: [key],
        sentence: `The records of the group ${dagName(live, key)} are left without a group, which the API cannot show or bring back.`,
        confirmBy: live.dags.get(key)?.name.trim() || key,
      })),
};

export const roleWidened: Guard = {
  id: "roleWidened",
  level: "type",
  find: ({ live, desired, roles }) =>
    roles
      .filter((role) => role.kind === "set" && roleWidens(live, desired, role))
      .flatMap(({ key }) => {
        const members = desired.roles.get(key)?.members ?? [];
        if (members.length === 0) return [];
        const sentence = `The role ${roleName(live, key)} will allow more, and ${counted(members.length, "person is", "people are")} in it: ${listing(members)}.`;
        return [{ keys: [key], sentence, confirmBy: String(members.length) }];
      }),
};

function inUse(
  { live, desired }: GuardContext,
  targets: GuardContext["roles"],
  column: "role" | "dag",
  sentence: (name: string, people: string) => string,
): readonly Found[] {
  return targets
    .filter(({ kind }) => kind === "remove")
    .flatMap(({ key }) => {
      const names = [...desired.people.values()]
        .filter((person) => person[column] === key)
        .map(({ username }) => username);
      if (names.length === 0) return [];
      const people = `${listing(names)} ${names.length === 1 ? "is" : "are"}`;
      const name = column === "role" ? roleName(live, key) : dagName(live, key);
      return [{ keys: [key, ...names], sentence: `${sentence(name, people)} Move them first.` }];
    });
}

function each<T extends { readonly key: string }>(found: readonly T[], sentence: (one: T) => string): readonly Found[] {
  return found.map((one) => ({ keys: [one.key], sentence: sentence(one) }));
}
