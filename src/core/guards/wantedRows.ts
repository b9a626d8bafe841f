import { draftHas } from "../edits/draftCell";
import { describeDraftColumn } from "../edits/draftTables";
import { columnOf, rowId } from "../edits/edit";
import type { Edit } from "../edits/edit";
import { roleName } from "../access/names";
import { rightsOf } from "../access/effective";
import { isUsername } from "../access/usernames";
import { CELL_RULES } from "../rules/cellRules";
import { ROW_RULES } from "../rules/rowRules";
import { breaks } from "../rules/rule";
import { list, message, plural } from "../text/message";
import { about, forAll, guard } from "./guard";
import type { Guard } from "./guard";

/** The same person twice with different wishes: REDCap would take one of them, and nobody knows which. */
export const listedTwice: Guard = {
  rules: [ROW_RULES.keyTwice],
  find: ({ replayed }) => {
    const removed = new Set(replayed.wanted.filter(({ kind }) => kind === "remove").map(rowId));
    return replayed.contradictions
      .filter((edit) => !removed.has(rowId(edit)))
      .map((edit) => {
        const column = describeDraftColumn(edit.draft, columnOf(edit))?.title ?? columnOf(edit);
        return about(breaks(ROW_RULES.keyTwice, edit.draft, edit.key, column), { keys: [edit.key] });
      });
  },
};

export const unknownPeople: Guard = {
  rules: [ROW_RULES.unknownUser],
  find: ({ live, replayed }) => {
    const keys = unique(
      replayed.unknown.filter((edit) => aboutPeople(edit) && !live.people.has(edit.key)).map((edit) => edit.key),
    );
    return keys.length === 0 ? [] : [about(breaks(ROW_RULES.unknownUser, keys), { keys })];
  },
};

/** A role or group that is not there any more, or never was. */
export const unknownRows: Guard = {
  rules: [ROW_RULES.unknownRow],
  find: ({ live, replayed }) => {
    const gone = new Map<string, "roles" | "dags">();
    for (const edit of replayed.unknown)
      if ((edit.draft === "roles" || edit.draft === "dags") && draftHas(live, edit.draft, columnOf(edit)))
        gone.set(edit.key, edit.draft);
    return [...gone].map(([key, draft]) => about(breaks(ROW_RULES.unknownRow, draft, key, "plan"), { keys: [key] }));
  },
};

export const badUsernames: Guard = {
  rules: [ROW_RULES.badUsername],
  find: ({ targets }) =>
    targets
      .filter(({ added, person }) => added && !isUsername(person.username))
      .map(({ person: { username } }) => about(breaks(ROW_RULES.badUsername, [username]), { keys: [username] })),
};

/** A change of a row that shall go: one of the two is a mistake. */
export const removedAndChanged = guard({
  id: "removedAndChanged",
  level: "refuse",
  what: "a row that is to be removed and changed at the same time",
  find: ({ replayed }) => {
    const removed = new Set(replayed.wanted.filter(({ kind }) => kind === "remove").map(rowId));
    const keys = unique(replayed.contradictions.filter((edit) => removed.has(rowId(edit))).map((edit) => edit.key));
    return forAll(keys, (names) =>
      message("{names}: to be removed and changed at the same time. Decide on one of them.", { names }),
    );
  },
});

/** Of all rights, deleting users and roles through the API needs the one to delete records. */
export const noDeleteRight = guard({
  id: "noDeleteRight",
  level: "refuse",
  what: "removals with a token whose owner lacks Delete Records",
  find: ({ live, owner, removals, roles }) => {
    const keys = [
      ...removals.map(({ person }) => person.username),
      ...roles.filter(({ kind }) => kind === "remove").map(({ key }) => key),
    ];
    if (!owner || rightsOf(live, owner)("record_delete") !== "0") return [];
    return forAll(keys, (names) =>
      message(
        '{names} cannot be removed with this token: REDCap asks for the right "Delete Records", which {owner} does not have.',
        { names, owner: owner.username },
      ),
    );
  },
});

const REMOVAL_LIMIT = 5;

export const manyRemovals = guard({
  id: "manyRemovals",
  level: "type",
  what: "more removals at once than a setting allows",
  find: ({ input, replayed }) => {
    const keys = replayed.wanted.filter(({ kind }) => kind === "remove").map((edit) => edit.key);
    if (keys.length <= (input.removalLimit ?? REMOVAL_LIMIT)) return [];
    const said = plural(
      keys.length,
      { one: "{count} removal: {names}.", other: "{count} removals at once: {names}." },
      { names: list(keys) },
    );
    return [{ keys, message: said, confirmBy: String(keys.length) }];
  },
});

/** A role gives the rights from the moment on that somebody is in it; REDCap would keep these out of sight. */
export const rightsUnderRole: Guard = {
  rules: [CELL_RULES.rightsUnderRole],
  find: ({ desired, targets }) =>
    targets
      .filter(({ unassignFirst, after, rights }) => !unassignFirst && after.role && rights.size > 0)
      .map(({ person, after, rights }) =>
        about(breaks(CELL_RULES.rightsUnderRole, roleName(desired, after.role)), {
          keys: [person.username],
          draft: "users",
          columnName: [...rights.keys()][0] ?? "",
        }),
      ),
};

/** "Blank" is what own rights read as under a role; REDCap has no such value, and an empty form map takes all rights. */
export const blankRight = guard({
  id: "blankRight",
  level: "refuse",
  what: "a right that is made blank, which REDCap does not have",
  find: ({ targets, roles, live }) => {
    const people = targets.filter(({ added, rights }) => !added && [...rights.values()].includes(""));
    const emptied = roles.filter(
      ({ kind, cells }) => kind === "set" && cells.some(({ column, after }) => column !== "role_label" && after === ""),
    );
    return forAll(
      [...people.map(({ person }) => person.username), ...emptied.map(({ key }) => roleName(live, key))],
      (names) =>
        message("A right of {names} is blank. Say what it should be: an empty cell takes nothing away.", { names }),
    );
  },
});

/** An undo that is partly one says so before it is begun. */
export const undoIsPartial = guard({
  id: "undoIsPartial",
  level: "warn",
  what: "what an undo cannot bring back",
  find: ({ input: { lost = [], later = [] } }) => [
    ...lost.map((what) => ({ keys: [], message: message("This does not come back with it: {what}.", { what }) })),
    ...later.map((sentence) => ({ keys: [], message: sentence })),
  ],
});

/** What cannot be told for sure is neither taken back nor finished by guessing. */
export const inDoubt = guard({
  id: "inDoubt",
  level: "refuse",
  what: "an undo, or the finishing of an apply that broke off, whose outcome is not certain",
  find: ({ input }) => (input.doubts ?? []).map((why) => ({ keys: [], message: why })),
});

function aboutPeople({ draft }: Edit): boolean {
  return draft === "users" || draft === "assignments";
}

function unique(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}
