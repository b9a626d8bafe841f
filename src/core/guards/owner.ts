import { rightsOf } from "../effective";
import { rightsAfter } from "../targets";
import type { Target } from "../targets";
import { dagName, listing } from "../words";
import type { Found, Guard, GuardContext } from "./guard";

/** What a token needs to change access, and what to call it. */
const NEEDED = [
  ["api_export", "API Export"],
  ["api_import", "API Import/Update"],
  ["user_rights", "full User Rights"],
] as const;

export const ownerLosesRights: Guard = {
  id: "ownerLosesRights",
  level: "type",
  find: (context) =>
    aboutOwner(context, (target) => {
      if (target.before.role && !target.after.role) return undefined;
      const lost = lostRights(context, target);
      return lost.length === 0 ? undefined : `loses ${listing(lost)}, and this token can then no longer change access`;
    }),
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
        ? `moves to the group ${dagName(context.live, after.dag)}, and this token then sees only that group's records`
        : undefined,
    ),
};

/** Only people with full User Rights can give anybody rights again; with none left, a REDCap administrator must help. */
export const nobodyLeft: Guard = {
  id: "nobodyLeft",
  level: "type",
  find: ({ live, targets, input }) => {
    const changed = new Map(targets.map((target) => [target.person.username, target]));
    const active = (expiration: string) => expiration === "" || expiration >= input.today;
    let before = 0;
    for (const person of live.people.values()) {
      if (!active(person.expiration)) continue;
      if (rightsOf(live, person)("user_rights") === "1") before += 1;
      const target = changed.get(person.username);
      if (!target && rightsOf(live, person)("user_rights") === "1") return [];
      if (target && active(target.after.expiration) && rightsAfter(live, target)("user_rights") === "1") return [];
    }
    if (before === 0) return [];
    const name = live.project.title.trim() || String(live.project.projectId);
    const sentence =
      "After this nobody in the project has full User Rights: only a REDCap administrator can change that.";
    return [{ keys: [...changed.keys()], sentence, confirmBy: name }];
  },
};

function lostRights({ live }: GuardContext, target: Target): readonly string[] {
  const [was, will] = [rightsOf(live, target.person), rightsAfter(live, target)];
  return NEEDED.filter(([name]) => was(name) === "1" && will(name) !== "1").map(([, title]) => title);
}

function aboutOwner(context: GuardContext, problem: (target: Target) => string | undefined): readonly Found[] {
  return context.targets.flatMap((target) => {
    if (target.owner === "no") return [];
    const what = problem(target);
    if (what === undefined) return [];
    const name = target.person.username;
    const who =
      target.owner === "yes" ? `${name}, whose token this is,` : `${name}, whose token this may be (nobody has said),`;
    return [{ keys: [name], sentence: `${who} ${what}.`, confirmBy: name }];
  });
}
