import { rowId } from "../edits/edit";
import { counted, listing } from "../text/words";
import { roleName } from "../access/names";
import { rightsOf } from "../access/effective";
import { illegalUsernameSentence, isUsername } from "../access/usernames";
import type { Found, Guard } from "./guard";
import { shown } from "../text/displayText";

export const illegalUsername: Guard = {
  id: "illegalUsername",
  level: "refuse",
  find: ({ targets }) =>
    targets
      .filter(({ added, person }) => added && !isUsername(person.username))
      .map(({ person }) => ({
        keys: [person.username],
        sentence: illegalUsernameSentence(person.username),
      })),
};

/** A change of a row that shall go: one of the two is a mistake. */
export const removedAndChanged: Guard = {
  id: "removedAndChanged",
  level: "refuse",
  find: ({ replayed }) => {
    const removed = new Set(replayed.wanted.filter(({ kind }) => kind === "remove").map(rowId));
    const keys = unique(replayed.contradictions.filter((edit) => removed.has(rowId(edit))).map((edit) => edit.key));
    return some(keys, (names) => `${names}: to be removed and changed at the same time. Decide for one of them.`);
  },
};

/** Of all rights, deleting users and roles through the API needs the one to delete records. */
export const noDeleteRight: Guard = {
  id: "noDeleteRight",
  level: "refuse",
  find: ({ live, owner, removals, roles }) => {
    const keys = [
      ...removals.map(({ person }) => person.username),
      ...roles.filter(({ kind }) => kind === "remove").map(({ key }) => key),
    ];
    if (!owner || rightsOf(live, owner)("record_delete") !== "0") return [];
    return some(
      keys,
      (names) =>
        `${names} cannot be removed with this token: REDCap asks for the right "Delete Records", which ` +
        `${shown(owner.username)} does not have.`,
    );
  },
};

const REMOVAL_LIMIT = 5;

export const manyRemovals: Guard = {
  id: "manyRemovals",
  level: "type",
  find: ({ input, replayed }) => {
    const keys = replayed.wanted.filter(({ kind }) => kind === "remove").map((edit) => edit.key);
    if (keys.length <= (input.removalLimit ?? REMOVAL_LIMIT)) return [];
    const sentence = `${counted(keys.length, "removal", "removals")} at once: ${listing(keys)}.`;
    return [{ keys, sentence, confirmBy: String(keys.length) }];
  },
};

/** A role gives the rights from the moment on that somebody is in it; REDCap would keep these out of sight. */
export const rightsUnderRole: Guard = {
  id: "rightsUnderRole",
  level: "refuse",
  find: ({ targets }) =>
    some(
      targets
        .filter(({ unassignFirst, after, rights }) => !unassignFirst && after.role && rights.size > 0)
        .map((t) => t.person.username),
      (names) => `Own rights of ${names} have no effect in a role. Leave them blank, or leave out the role.`,
    ),
};

/** "Blank" is what own rights read as under a role; REDCap has no such value, and an empty form map takes all rights. */
export const blankRight: Guard = {
  id: "blankRight",
  level: "refuse",
  find: ({ targets, roles, live }) => {
    const people = targets.filter(({ added, rights }) => !added && [...rights.values()].includes(""));
    const emptied = roles.filter(
      ({ kind, cells }) => kind === "set" && cells.some(({ column, after }) => column !== "role_label" && after === ""),
    );
    return some(
      [...people.map(({ person }) => person.username), ...emptied.map(({ key }) => roleName(live, key))],
      (names) => `A right of ${names} is blank. Say what it shall be: an empty cell takes nothing away.`,
    );
  },
};

/** An undo that is partly one says so before it is begun. */
export const undoIsPartial: Guard = {
  id: "undoIsPartial",
  level: "warn",
  find: ({ input: { lost = [], later = [] } }) => [
    ...lost.map((sentence) => ({ keys: [], sentence: `This does not come back with it: ${sentence}.` })),
    ...later.map((sentence) => ({ keys: [], sentence })),
  ],
};

/** What cannot be told for sure is neither taken back nor finished by guessing. */
export const inDoubt: Guard = {
  id: "inDoubt",
  level: "refuse",
  find: ({ input }) => (input.doubts ?? []).map((sentence) => ({ keys: [], sentence })),
};

function some(keys: readonly string[], sentence: (names: string) => string): readonly Found[] {
  return keys.length === 0 ? [] : [{ keys, sentence: sentence(listing(keys)) }];
}

function unique(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}
