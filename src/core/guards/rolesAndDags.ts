import { roleWidens } from "../plan/stepRows";
import { dagName, roleName } from "../access/names";
import { CELL_RULES } from "../rules/cellRules";
import { breaks } from "../rules/rule";
import { list, message, plural } from "../text/message";
import type { List, Message } from "../text/message";
import { about, guard } from "./guard";
import type { Found, Guard, GuardContext } from "./guard";

/** Around version 14.0.2 a role could be listed without its id at first; a blank id would create another role. */
export const roleIdUnknown = guard({
  id: "roleIdUnknown",
  level: "refuse",
  what: "a change of a role whose ID REDCap has not told",
  find: ({ input }) =>
    input.edits.some(({ draft, key }) => draft === "roles" && key === "")
      ? [
          {
            keys: [],
            message: message(
              "REDCap has not told the ID of a role that is to be changed. Refresh the project and try again.",
            ),
          },
        ]
      : [],
});

/** Of those that are new as well, where no cell was given a name. */
export const nameless: Guard = {
  rules: [CELL_RULES.nameless],
  find: ({ desired, roles, dags }) => {
    const stays = ({ kind }: GuardContext["roles"][number]) => kind !== "remove";
    const without = [
      ...roles.filter((row) => stays(row) && !desired.roles.get(row.key)?.label.trim()),
      ...dags.filter((row) => stays(row) && !desired.dags.get(row.key)?.name.trim()),
    ];
    return without.map(({ draft, key }) => {
      const role = draft === "roles";
      const columnName = role ? "role_label" : "data_access_group_name";
      return about(breaks(CELL_RULES.nameless, role ? "roles" : "dags"), { draft, columnName, keys: [key] });
    });
  },
};

/** REDCap's page refuses this; the API would leave the members without any role. */
export const roleHasMembers = guard({
  id: "roleHasMembers",
  level: "refuse",
  what: "the deletion of a role that somebody is in",
  find: (context) =>
    inUse(context, context.roles, "role", (count, about) =>
      plural(
        count,
        {
          one: "The role {name} cannot be deleted: {people} is in it. Move them first.",
          other: "The role {name} cannot be deleted: {people} are in it. Move them first.",
        },
        about,
      ),
    ),
});

/** Whoever loses a group by its deletion sees the records of every group. */
export const dagInUse = guard({
  id: "dagInUse",
  level: "refuse",
  what: "the deletion of a data access group that somebody is in",
  find: (context) =>
    inUse(context, context.dags, "dag", (count, about) =>
      plural(
        count,
        {
          one: "The group {name} cannot be deleted: {people} is in it. Move them first.",
          other: "The group {name} cannot be deleted: {people} are in it. Move them first.",
        },
        about,
      ),
    ),
});

export const dagDeleted = guard({
  id: "dagDeleted",
  level: "type",
  what: "the deletion of a data access group",
  find: ({ live, dags }) =>
    dags
      .filter(({ kind }) => kind === "remove")
      .map(({ key }) => ({
        keys: [key],
        message: message(
          "The records of the group {name} are left without a group, which the API cannot show or bring back.",
          { name: dagName(live, key) },
        ),
        confirmBy: live.dags.get(key)?.name.trim() || key,
      })),
});

export const roleWidened = guard({
  id: "roleWidened",
  level: "type",
  what: "a role with members that will allow more",
  find: ({ live, desired, roles }) =>
    roles
      .filter((role) => role.kind === "set" && roleWidens(live, desired, role))
      .flatMap(({ key }) => {
        const members = desired.roles.get(key)?.members ?? [];
        if (members.length === 0) return [];
        const said = plural(
          members.length,
          {
            one: "The role {role} will allow more, and {count} person is in it: {names}.",
            other: "The role {role} will allow more, and {count} people are in it: {names}.",
          },
          { role: roleName(live, key), names: list(members) },
        );
        return [{ keys: [key], message: said, confirmBy: String(members.length) }];
      }),
});

function inUse(
  { live, desired }: GuardContext,
  rows: GuardContext["roles"],
  column: "role" | "dag",
  say: (count: number, about: { readonly name: string; readonly people: List }) => Message,
): readonly Found[] {
  return rows
    .filter(({ kind }) => kind === "remove")
    .flatMap(({ key }) => {
      const names = [...desired.people.values()]
        .filter((person) => person[column] === key)
        .map(({ username }) => username);
      if (names.length === 0) return [];
      const name = column === "role" ? roleName(live, key) : dagName(live, key);
      const people = list(names);
      return [{ keys: [key, ...names], message: say(names.length, { name, people }) }];
    });
}
