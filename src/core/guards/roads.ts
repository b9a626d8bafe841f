import { english } from "../text/message";
import { canSendDags, statesDag } from "../plan/dagWriting";
import { addsWithDag } from "../plan/userRows";
import { counted, listing } from "../text/words";
import { roleName } from "../access/names";
import { usernames } from "./guard";
import type { Found, Guard } from "./guard";
import { shown } from "../text/displayText";

/** REDCap refuses the whole request when one row is about somebody in a role. */
export const userInRole: Guard = {
  id: "userInRole",
  level: "refuse",
  find: ({ live, input, targets }) =>
    targets
      .filter((target) => target.unassignFirst && target.owner === "no")
      .filter(({ rights, person }) => rights.size > 0 || !input.unassignFirst?.has(person.username))
      .map(({ person, rights }) => ({
        keys: [person.username],
        sentence:
          `${shown(person.username)} is in the role ${roleName(live, person.role)}, and REDCap does not change the ` +
          (rights.size > 0
            ? "own rights of people in a role. Change the role, or take the person out of it first."
            : "expiration of people in a role. Choose to take the person out, set the date and put the person back."),
      })),
};

/** Between leaving the role and coming back the token might no longer be allowed to bring its own owner back. */
export const ownerInRole: Guard = {
  id: "ownerInRole",
  level: "refuse",
  find: ({ live, targets }) =>
    targets
      .filter((target) => target.userRow && target.before.role !== "" && target.owner !== "no")
      .filter((target) => target.owner === "yes" || target.unassignFirst)
      .map(({ person, owner }) => ({
        keys: [person.username],
        sentence:
          owner === "yes"
            ? `This is ${shown(person.username)}'s own token. Taken out of the role ${roleName(live, person.role)}, it could ` +
              "lose the right to finish. Change this on REDCap's User Rights page, or with somebody else's token."
            : `Nobody has said whose token this is. If it is ${shown(person.username)}'s, it could lose the right to finish ` +
              "half-way. Say whose token it is (Set Whose Token It Is), then try again.",
      })),
};

/** Every row that states a group needs to know the right one. */
export const dagDisputed: Guard = {
  id: "dagDisputed",
  level: "refuse",
  find: ({ live, targets }) =>
    one(
      targets.filter((target) => target.person.dagDisputed && statesDag(live, target)).map((t) => t.person.username),
      (names) =>
        `REDCap names different groups for ${names} in different tables. Refresh, and try again when they agree.`,
    ),
};

export const dagNotWritable: Guard = {
  id: "dagNotWritable",
  level: "refuse",
  find: ({ live, targets }) =>
    canSendDags(live)
      ? []
      : one(
          targets
            .filter((target) => target.before.dag !== target.after.dag && !(target.added && addsWithDag(live)))
            .map((t) => t.person.username),
          (names) =>
            `The group of ${names} cannot be changed: ${live.missing.userDagMapping ? english(live.missing.userDagMapping.said) : 'this token lacks the right "Data Access Groups".'}`,
        ),
};

/** How long people stand without their role is part of the choice. */
export const detourGap: Guard = {
  id: "detourGap",
  level: "warn",
  find: ({ targets }) => {
    const through = targets.filter((target) => target.unassignFirst);
    return one(
      usernames(through),
      (names) =>
        `${names} will be without a role for ${counted(3, "request", "requests")}, usually a few seconds: taken out, ` +
        "changed, put back. If it breaks off in between, they are put back, or you are told who is not.",
    );
  },
};

function one(keys: readonly string[], sentence: (names: string) => string): readonly Found[] {
  return keys.length === 0 ? [] : [{ keys, sentence: sentence(listing(keys)) }];
}
