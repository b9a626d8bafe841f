import { isExpired, rightsOf } from "../access/effective";
import type { Person, Snapshot } from "../access/snapshot";
import { TOKEN_RIGHTS } from "../access/tokenRights";
import { ownerOf } from "../plan/targets";
import type { Ownership, Target } from "../plan/targets";
import { dagName } from "../access/names";
import { isPlain } from "../text/displayText";
import { joined, list, message } from "../text/message";
import type { Message } from "../text/message";
import { guard } from "./guard";
import type { Found, GuardContext } from "./guard";

/** Through a row of their own or through the role that they are in. */
export const ownerLosesRights = guard({
  id: "ownerLosesRights",
  level: "type",
  what: "the token's owner, who loses rights that the token needs",
  find: (context) => {
    const { live, desired, targets, roles } = context;
    const mine = new Map(targets.map((target) => [target.person.username, target]));
    const edited = new Set(roles.filter(({ kind }) => kind === "set").map(({ key }) => key));
    const concerned = [...live.people.values()].filter(
      (person) => mine.get(person.username)?.added === false || edited.has(person.role),
    );
    return concerned.flatMap((person) => {
      const owner = mine.get(person.username)?.owner ?? ownerOf(context.input, person);
      const later = desired.people.get(person.username);
      // Leaving a role is a rule of its own, and so is being removed.
      if (owner === "no" || !later || (person.role && !later.role)) return [];
      const lost = lostRights(context, person, later);
      if (lost.length === 0) return [];
      const said = message("{name} loses {rights}, and this token can then no longer change access.", {
        name: person.username,
        rights: list(lost),
      });
      return [ofOwner(person.username, owner, said)];
    });
  },
});

export const ownerRemoved = guard({
  id: "ownerRemoved",
  level: "type",
  what: "the token's owner, who is removed from the project",
  find: ({ removals }) =>
    removals
      .filter(({ owner }) => owner !== "no")
      .map(({ person, owner }) =>
        ofOwner(
          person.username,
          owner,
          message("{name} is removed from the project, and the token with it.", { name: person.username }),
        ),
      ),
});

export const ownerUnassigned = guard({
  id: "ownerUnassigned",
  level: "type",
  what: "the token's owner, who leaves the role that gives the rights",
  find: (context) =>
    aboutOwner(context, ({ before, after }, name) =>
      before.role && !after.role
        ? message("{name} is taken out of the role that gives this token its rights; what remains is up to REDCap.", {
            name,
          })
        : undefined,
    ),
});

export const ownerExpires = guard({
  id: "ownerExpires",
  level: "type",
  what: "the token's owner, whose access ends",
  find: (context) =>
    aboutOwner(context, ({ before, after }, name) =>
      after.expiration && after.expiration !== before.expiration && after.expiration <= context.input.today
        ? message("The access of {name} ends on {date}, and this token stops working.", {
            name,
            date: after.expiration,
          })
        : undefined,
    ),
});

export const ownerMoved = guard({
  id: "ownerMoved",
  level: "type",
  what: "the token's owner, who moves to another data access group",
  find: (context) =>
    aboutOwner(context, ({ before, after }, name) =>
      after.dag && after.dag !== before.dag
        ? message(
            "{name} moves to the group {group}; this token then sees only that group's records and can no longer list or change groups.",
            { name, group: dagName(context.desired, after.dag) },
          )
        : undefined,
    ),
});

/** Only people with full User Rights can give anybody rights again; with none left, a REDCap administrator must help. */
export const nobodyLeft = guard({
  id: "nobodyLeft",
  level: "type",
  what: "a project in which nobody is left with full User Rights",
  find: ({ live, desired, targets, removals, roles, input }) => {
    const full = (snapshot: Snapshot, person: Person) =>
      !isExpired(person.expiration, input.today) && rightsOf(snapshot, person)("user_rights") === "1";
    const some = (snapshot: Snapshot) => [...snapshot.people.values()].some((person) => full(snapshot, person));
    if (some(desired) || !some(live)) return [];
    const title = live.project.title.trim();
    // What cannot be typed cannot be asked for.
    const name = isPlain(title) ? title : String(live.project.projectId);
    const said = message(
      "After this nobody in the project has full User Rights: only a REDCap administrator can change that.",
    );
    const keys = [...[...targets, ...removals].map(({ person }) => person.username), ...roles.map(({ key }) => key)];
    return [{ keys, message: said, confirmBy: name }];
  },
});

function lostRights({ live, desired }: GuardContext, person: Person, later: Person): readonly Message[] {
  const [was, will] = [rightsOf(live, person), rightsOf(desired, later)];
  return TOKEN_RIGHTS.filter(({ name, full }) => was(name) === full && will(name) !== full).map(({ title }) => title);
}

function aboutOwner(
  context: GuardContext,
  say: (target: Target, name: string) => Message | undefined,
): readonly Found[] {
  return context.targets.flatMap((target) => {
    const { username } = target.person;
    const said = target.owner === "no" ? undefined : say(target, username);
    return said ? [ofOwner(username, target.owner, said)] : [];
  });
}

function ofOwner(username: string, owner: Ownership, said: Message): Found {
  const whose =
    owner === "yes"
      ? message("This is {name}'s own token.", { name: username })
      : message("Nobody has said whose token this is; it may be {name}'s.", { name: username });
  return { keys: [username], message: joined([whose, said]), confirmBy: username };
}
