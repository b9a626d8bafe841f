import { usernames } from "./guard";
import type { Found, Guard } from "./guard";
import { listing } from "../text/words";
import { roleName } from "../access/names";
import { userKey } from "../access/usernames";
import { shown } from "../text/displayText";

/** Nobody in a group is limited by it: losing the group is gaining every record. */
export const dagLost: Guard = {
  id: "dagLost",
  level: "type",
  find: ({ targets }) => {
    const keys = usernames(targets.filter((target) => target.before.dag !== "" && target.after.dag === ""));
    const [first] = keys;
    if (first === undefined) return [];
    const sentence = `${listing(keys)} will be in no data access group and see the records of every group.`;
    return [{ keys, sentence, confirmBy: keys.length === 1 ? first : String(keys.length) }];
  },
};

export const expirationPast: Guard = {
  id: "expirationPast",
  level: "warn",
  find: ({ targets, input }) =>
    some(
      usernames(
        targets.filter(
          ({ before, after }) =>
            after.expiration !== "" && after.expiration !== before.expiration && after.expiration < input.today,
        ),
      ),
      (names) => `The new expiration of ${names} is in the past: access ends at once.`,
    ),
};

export const rightsUnknown: Guard = {
  id: "rightsUnknown",
  level: "warn",
  find: ({ targets }) =>
    some(
      usernames(targets.filter(({ before, after, rights }) => before.role && !after.role && rights.size === 0)),
      (names) =>
        `What ${names} may do without a role is up to REDCap: often the own rights from before, sometimes none. ` +
        "It is read back and shown.",
    ),
};

/** Two accounts in REDCap's eyes may be one, or the other way round; a mistake is easily made. */
export const usernameTwins: Guard = {
  id: "usernameTwins",
  level: "warn",
  find: ({ desired, targets }) => {
    const spellings = new Map<string, string[]>();
    for (const name of desired.people.keys()) {
      const same = spellings.get(userKey(name));
      if (same) same.push(name);
      else spellings.set(userKey(name), [name]);
    }
    const twins = targets.map((target) => spellings.get(userKey(target.person.username)) ?? []);
    return [...new Set(twins.filter((names) => names.length > 1))].map((names) => ({
      keys: names,
      sentence: `${listing(names)} differ only in upper and lower case or in blanks at their ends. Make sure that you mean this one.`,
    }));
  },
};

export const roleTwins: Guard = {
  id: "roleTwins",
  level: "warn",
  find: ({ desired, targets, roles }) => {
    const wanted = new Set(targets.filter((t) => t.before.role !== t.after.role).map((t) => t.after.role));
    for (const { key, kind, cells } of roles)
      if (kind === "add" || cells.some(({ column }) => column === "role_label")) wanted.add(key);
    return [...wanted].flatMap((id) => {
      const label = desired.roles.get(id)?.label;
      const same = [...desired.roles.values()].filter((role) => role.label === label);
      if (!label || same.length < 2) return [];
      const keys = usernames(targets.filter((target) => target.after.role === id && target.before.role !== id));
      const ids = listing(same.map((role) => role.id));
      const who = keys.length > 0 ? ` ${listing(keys)} gets ${roleName(desired, id)}.` : "";
      return [
        {
          keys: keys.length > 0 ? keys : [id],
          sentence: `${same.length} roles are called "${shown(label)}": ${ids}.${who}`,
        },
      ];
    });
  },
};

function some(keys: readonly string[], sentence: (names: string) => string): readonly Found[] {
  return keys.length === 0 ? [] : [{ keys, sentence: sentence(listing(keys)) }];
}
