import { isExpired, rightsOf } from "../access/effective";
import type { Person, Snapshot } from "../access/snapshot";
import { TOKEN_RIGHTS } from "../access/tokenRights";
import { ownerOf } from "../plan/targets";
import type { Ownership, Target } from "../plan/targets";
import { listing } from "../text/words";
import { dagName } from "../access/names";
import type { Found, Guard, GuardContext } from "./guard";
import { isPlain, shown } from "../text/displayText";

/** Through a row of their own or through the role that they are in. */
export const ownerLosesRights: Guard = {
  id: "ownerLosesRights",
  level: "type",
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
      const what = `loses ${listing(lost)}, and this token can then no longer change access`;
      return lost.length === 0 ? [] : [about(person.username, owner, what)];
    });
  },
};

export const ownerRemoved: Guard = {
  id: "ownerRemoved",
  level: "type",
  find: ({ removals }) =>
    removals
      .filter(({ owner }) => owner !== "no")
      .map(({ person, owner }) => about(person.username, owner, "is removed from the project, and the token with it")),
};

export const ownerUnassigned: Guard = {
  id: "ownerUnassigned",
  level: "type",
  find: (context) =>
    aboutOwner(context, ({ before, after }) =>
      before.role && !after.role
        ? "is taken out of the role that gives this token its rights; what remains is up to REDCap"
        : undefined,
    ),
};

export const ownerExpires: Guard = {
  id: "ownerExpires",
  level: "type",
  find: (context) =>
    aboutOwner(context, ({ before, after }) =>
      after.expiration && after.expiration !== before.expiration && after.expiration <= context.input.today
        ? `expires on ${after.expiration}, and this token stops working`
        : undefined,
    ),
};

export const ownerMoved: Guard = {
  id: "ownerMoved",
  level: "type",
  find: (context) =>
    aboutOwner(context, ({ before, after }) =>
      after.dag && after.dag !== before.dag
        ? `moves to the group ${dagName(context.desired, after.dag)}, and this token then sees only that group's records and can no longer list or change groups`
        : undefined,
    ),
};

/** Only people with full User Rights can give anybody rights again; with none left, a REDCap administrator must help. */
export const nobodyLeft: Guard = {
  id: "nobodyLeft",
  level: "type",
  find: ({ live, desired, targets, removals, roles, input }) => {
    const full = (snapshot: Snapshot, person: Person) =>
      !isExpired(person.expiration, input.today) && rightsOf(snapshot, person)("user_rights") === "1";
    const some = (snapshot: Snapshot) => [...snapshot.people.values()].some((person) => full(snapshot, person));
    if (some(desired) || !some(live)) return [];
    const title = live.project.title.trim();
    // What cannot be typed cannot be asked for.
    const name = isPlain(title) ? title : String(live.project.projectId);
    const sentence =
      "After this nobody in the project has full User Rights: only a REDCap administrator can change that.";
    const keys = [...[...targets, ...removals].map(({ person }) => person.username), ...roles.map(({ key }) => key)];
    return [{ keys, sentence, confirmBy: name }];
  },
};

function lostRights({ live, desired }: GuardContext, person: Person, later: Person): readonly string[] {
  const [was, will] = [rightsOf(live, person), rightsOf(desired, later)];
  return TOKEN_RIGHTS.filter(({ name, full }) => was(name) === full && will(name) !== full).map(({ title }) => title);
}

function aboutOwner(context: GuardContext, problem: (target: Target) => string | undefined): readonly Found[] {
  return context.targets.flatMap((target) => {
    if (target.owner === "no") return [];
    const what = problem(target);
    return what === undefined ? [] : [about(target.person.username, target.owner, what)];
  });
}

function about(name: string, owner: Ownership, what: string): Found {
  const who =
    owner === "yes"
      ? `${shown(name)}, whose token this is,`
      : `${shown(name)}, whose token this may be (nobody has said),`;
  return { keys: [name], sentence: `${who} ${what}.`, confirmBy: name };
}
