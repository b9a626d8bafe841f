import { english } from "../text/message";
import { knowsRoles } from "../access/people";
import type { Unreadable } from "../access/snapshot";
import { knowsDags } from "../access/people";
import { statesDag } from "../plan/dagWriting";
import { listing } from "../text/words";
import { dagName, roleName } from "../access/names";
import { usernames } from "./guard";
import type { Found, Guard } from "./guard";

/** Why something is not known. What a server is too old to have is nothing that is kept from us. */
function kept(missing: Unreadable | undefined): string | undefined {
  return missing && !missing.noMethod ? english(missing.said) : undefined;
}

/** REDCap refuses a whole request for one person in a role; who is in one has to be known for that. */
export const rolesUnknown: Guard = {
  id: "rolesUnknown",
  level: "refuse",
  find: ({ live, targets, roles }) => {
    const why = knowsRoles(live) ? undefined : kept(live.missing.userRoleMapping);
    if (why === undefined) return [];
    return [
      ...about(
        usernames(targets.filter(({ userRow, added }) => userRow && !added)),
        (names) =>
          `Who is in a role is not known, and REDCap changes no rights or dates of people in one (${names}). ${why}`,
      ),
      ...about(
        roles.filter(({ kind }) => kind === "remove").map(({ key }) => key),
        (names) => `Who is in a role is not known, so none is deleted (${names}). ${why}`,
        (key) => roleName(live, key),
      ),
    ];
  },
};

/** A row that leaves somebody's group out can take them out of it. */
export const groupsUnknown: Guard = {
  id: "groupsUnknown",
  level: "refuse",
  find: ({ live, targets, dags }) => {
    const why = knowsDags(live) ? undefined : kept(live.missing.userDagMapping);
    if (why === undefined) return [];
    return [
      ...about(
        usernames(targets.filter((target) => !target.added && (target.userRow || statesDag(live, target)))),
        (names) => `Who is in which group is not known, and a change could take somebody out of one (${names}). ${why}`,
      ),
      ...about(
        dags.filter(({ kind }) => kind === "remove").map(({ key }) => key),
        (names) => `Who is in a group is not known, so none is deleted (${names}). ${why}`,
        (key) => dagName(live, key),
      ),
    ];
  },
};

/** A letter that could not be read stands for another one: nothing made of it goes back. */
export const brokenLetters: Guard = {
  id: "brokenLetters",
  level: "refuse",
  find: ({ replayed }) =>
    about(
      [
        ...new Set(
          replayed.wanted
            .filter((edit) => `${edit.key}${edit.kind === "set" ? edit.after : ""}`.includes("\ufffd"))
            .map(({ key }) => key),
        ),
      ],
      (names) =>
        `Letters of ${names} could not be read and are shown as \ufffd. Correct them in REDCap first, or type them anew.`,
    ),
};

function about(
  keys: readonly string[],
  sentence: (names: string) => string,
  name: (key: string) => string = (key) => key,
): readonly Found[] {
  return keys.length === 0 ? [] : [{ keys, sentence: sentence(listing(keys.map(name))) }];
}
