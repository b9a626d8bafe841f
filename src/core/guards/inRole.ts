import { roleName } from "../access/names";
import { message } from "../text/message";
import { forAll, guard, usernames } from "./guard";

/** REDCap refuses the whole request when one row is about somebody in a role. */
export const userInRole = guard({
  id: "userInRole",
  level: "refuse",
  what: "own rights or an expiration of somebody in a role, which REDCap does not change",
  find: ({ live, input, targets }) =>
    targets
      .filter((target) => target.unassignFirst && target.owner === "no")
      .filter(({ rights, person }) => rights.size > 0 || !input.unassignFirst?.has(person.username))
      .map(({ person, rights }) => {
        const about = { name: person.username, role: roleName(live, person.role) };
        const said =
          rights.size > 0
            ? message(
                "{name} is in the role {role}, and REDCap does not change the own rights of people in a role. Change the role, or take the person out of it first.",
                about,
              )
            : message(
                "{name} is in the role {role}, and REDCap does not change the expiration of people in a role. Choose to take the person out, set the date and put the person back.",
                about,
              );
        return { keys: [person.username], message: said };
      }),
});

/** Between leaving the role and coming back the token might no longer be allowed to bring its own owner back. */
export const ownerInRole = guard({
  id: "ownerInRole",
  level: "refuse",
  what: "the token's owner, who would have to leave a role for the change",
  find: ({ live, targets }) =>
    targets
      .filter((target) => target.userRow && target.before.role !== "" && target.owner !== "no")
      .filter((target) => target.owner === "yes" || target.unassignFirst)
      .map(({ person, owner }) => {
        const name = person.username;
        const said =
          owner === "yes"
            ? message(
                "This is {name}'s own token. Taken out of the role {role}, it could lose the right to finish. Change this on REDCap's User Rights page, or with somebody else's token.",
                { name, role: roleName(live, person.role) },
              )
            : message(
                "Nobody has said whose token this is. If it is {name}'s, it could lose the right to finish half-way. Say whose token it is (Set Whose Token It Is), then try again.",
                { name },
              );
        return { keys: [person.username], message: said };
      }),
});

/** How long people stand without their role is part of the choice. */
export const withoutRoleForAMoment = guard({
  id: "withoutRoleForAMoment",
  level: "warn",
  what: "people who are taken out of their roles for a moment",
  find: ({ targets }) =>
    forAll(usernames(targets.filter((target) => target.unassignFirst)), (names) =>
      message(
        "For three requests, usually a few seconds, these people have no role: {names}. They are taken out, changed and put back. If it breaks off in between, they are put back, or you are told who is not.",
        { names },
      ),
    ),
});
