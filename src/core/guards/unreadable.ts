import { knowsDags, knowsRoles } from "../access/people";
import { dagName, roleName } from "../access/names";
import type { Unreadable } from "../access/snapshot";
import { statesDag } from "../plan/dagWriting";
import { message } from "../text/message";
import type { Message } from "../text/message";
import { forAll, guard, usernames } from "./guard";

/** Why something is not known. What a server is too old to have is nothing that is kept from us. */
function withheld(missing: Unreadable | undefined): Message | undefined {
  return missing && !missing.noMethod ? missing.said : undefined;
}

/** REDCap refuses a whole request for one person in a role; who is in one has to be known for that. */
export const rolesUnknown = guard({
  id: "rolesUnknown",
  level: "refuse",
  what: "changes that depend on who is in which role, which the token may not read",
  find: ({ live, targets, roles }) => {
    const why = knowsRoles(live) ? undefined : withheld(live.missing.userRoleMapping);
    if (why === undefined) return [];
    return [
      ...forAll(usernames(targets.filter(({ userRow, added }) => userRow && !added)), (names) =>
        message(
          "Who is in a role is not known, and REDCap does not change rights or dates of people in one ({names}). {why}",
          { names, why },
        ),
      ),
      ...forAll(
        roles.filter(({ kind }) => kind === "remove").map(({ key }) => key),
        (names) => message("Who is in a role is not known, so none is deleted ({names}). {why}", { names, why }),
        (key) => roleName(live, key),
      ),
    ];
  },
});

/** A row that leaves somebody's group out can take them out of it. */
export const groupsUnknown = guard({
  id: "groupsUnknown",
  level: "refuse",
  what: "changes that depend on who is in which data access group, which the token may not read",
  find: ({ live, targets, dags }) => {
    const why = knowsDags(live) ? undefined : withheld(live.missing.userDagMapping);
    if (why === undefined) return [];
    return [
      ...forAll(
        usernames(targets.filter((target) => !target.added && (target.userRow || statesDag(live, target)))),
        (names) =>
          message("Who is in which group is not known, and a change could take somebody out of one ({names}). {why}", {
            names,
            why,
          }),
      ),
      ...forAll(
        dags.filter(({ kind }) => kind === "remove").map(({ key }) => key),
        (names) => message("Who is in a group is not known, so none is deleted ({names}). {why}", { names, why }),
        (key) => dagName(live, key),
      ),
    ];
  },
});

/** A letter that could not be read stands for another one: nothing made of it goes back. */
export const brokenLetters = guard({
  id: "brokenLetters",
  level: "refuse",
  what: "text with letters that could not be read",
  find: ({ replayed }) => {
    const broken = replayed.wanted.filter((edit) =>
      `${edit.key}${edit.kind === "set" ? edit.after : ""}`.includes("\ufffd"),
    );
    return forAll([...new Set(broken.map(({ key }) => key))], (names) =>
      message(
        "Some letters of {names} could not be read and are shown as \ufffd. Correct them in REDCap first, or type them again.",
        { names },
      ),
    );
  },
});
