import { roleName } from "../access/names";
import { userKey } from "../access/usernames";
import { canSendDags, statesDag } from "../plan/dagWriting";
import { addsWithDag } from "../plan/userRows";
import { joined, list, message, plural } from "../text/message";
import { forAll, guard, usernames } from "./guard";

/** Every row that states a group needs to know the right one. */
export const dagDisputed = guard({
  id: "dagDisputed",
  level: "refuse",
  what: "somebody for whom REDCap names different data access groups in different tables",
  find: ({ live, targets }) =>
    forAll(usernames(targets.filter((target) => target.person.dagDisputed && statesDag(live, target))), (names) =>
      message(
        "REDCap names different groups for {names} in different tables. Refresh the project, and try again when they agree.",
        { names },
      ),
    ),
});

export const dagNotWritable = guard({
  id: "dagNotWritable",
  level: "refuse",
  what: "a change of data access groups that the token may not write",
  find: ({ live, targets }) => {
    if (canSendDags(live)) return [];
    const moved = targets.filter(
      (target) => target.before.dag !== target.after.dag && !(target.added && addsWithDag(live)),
    );
    const why = live.missing.userDagMapping?.said ?? message('This token lacks the right "Data Access Groups".');
    return forAll(usernames(moved), (names) =>
      message("The group of {names} cannot be changed: {why}", { names, why }),
    );
  },
});

/** Nobody in a group is limited by it: losing the group is gaining every record. */
export const dagLost = guard({
  id: "dagLost",
  level: "type",
  what: "somebody who leaves a data access group and then sees every record",
  find: ({ targets }) => {
    const keys = usernames(targets.filter((target) => target.before.dag !== "" && target.after.dag === ""));
    const [first] = keys;
    if (first === undefined) return [];
    const said = message("{names} will be in no data access group and see the records of every group.", {
      names: list(keys),
    });
    return [{ keys, message: said, confirmBy: keys.length === 1 ? first : String(keys.length) }];
  },
});

export const expirationPast = guard({
  id: "expirationPast",
  level: "warn",
  what: "a new expiration in the past",
  find: ({ targets, input }) =>
    forAll(
      usernames(
        targets.filter(
          ({ before, after }) =>
            after.expiration !== "" && after.expiration !== before.expiration && after.expiration < input.today,
        ),
      ),
      (names) => message("The new expiration of {names} is in the past: access ends at once.", { names }),
    ),
});

export const rightsUnknown = guard({
  id: "rightsUnknown",
  level: "warn",
  what: "somebody who leaves a role without rights of their own being said",
  find: ({ targets }) =>
    forAll(
      usernames(targets.filter(({ before, after, rights }) => before.role && !after.role && rights.size === 0)),
      (names) =>
        message(
          "What {names} may do without a role is up to REDCap: often the own rights from before, sometimes none. It is read back and shown.",
          { names },
        ),
    ),
});

/** Two accounts in REDCap's eyes may be one, or the other way round; a mistake is easily made. */
export const usernameTwins = guard({
  id: "usernameTwins",
  level: "warn",
  what: "usernames that differ only in case or in blanks at their ends",
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
      message: message(
        "{names} differ only in upper and lower case, or in spaces at their ends. Make sure that you mean this one.",
        { names: list(names) },
      ),
    }));
  },
});

export const roleTwins = guard({
  id: "roleTwins",
  level: "warn",
  what: "a role whose name another one has",
  find: ({ desired, targets, roles }) => {
    const wanted = new Set(targets.filter((t) => t.before.role !== t.after.role).map((t) => t.after.role));
    for (const { key, kind, cells } of roles)
      if (kind === "add" || cells.some(({ column }) => column === "role_label")) wanted.add(key);
    return [...wanted].flatMap((id) => {
      const label = desired.roles.get(id)?.label;
      const same = [...desired.roles.values()].filter((role) => role.label === label);
      if (!label || same.length < 2) return [];
      const keys = usernames(targets.filter((target) => target.after.role === id && target.before.role !== id));
      const twins = plural(
        same.length,
        { other: '{count} roles are called "{label}": {ids}.', one: '{count} role is called "{label}": {ids}.' },
        { label, ids: list(same.map(({ id }) => id)) },
      );
      if (keys.length === 0) return [{ keys: [id], message: twins }];
      const who = plural(
        keys.length,
        { one: "{names} gets {role}.", other: "{names} get {role}." },
        { names: list(keys), role: roleName(desired, id) },
      );
      return [{ keys, message: joined([twins, who]) }];
    });
  },
});
