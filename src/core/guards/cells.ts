import { isDate } from "../dates";
import { describeDraftColumn } from "../draft";
import { formMap } from "../rights";
import { TABLES } from "../tables";
import type { Snapshot } from "../snapshot";
import type { CellEdit } from "../plan";
import { listing } from "../words";
import type { Found, Guard, GuardContext } from "./guard";

/** The same person twice with different wishes: REDCap would take one of them, and nobody knows which. */
export const duplicateUser: Guard = {
  id: "duplicateUser",
  level: "refuse",
  find: ({ replayed }) =>
    replayed.contradictions.map((edit) => ({
      keys: [edit.key],
      sentence: `${edit.key} is there twice, with different values for ${title(edit)}. Keep one.`,
    })),
};

export const unknownPerson: Guard = {
  id: "unknownPerson",
  level: "refuse",
  find: ({ live, replayed }) => {
    const keys = unique(
      replayed.unknown.filter((edit) => aboutPeople(edit) && !live.people.has(edit.key)).map((edit) => edit.key),
    );
    return keys.length === 0
      ? []
      : [{ keys, sentence: `${listing(keys)}: not in this project. Add people to the project first.` }];
  },
};

/** The column is not in what REDCap let the token read, so nothing can be compared with it. */
export const unreadable: Guard = {
  id: "unreadable",
  level: "refuse",
  find: ({ live, replayed }) =>
    unique(
      replayed.unknown.filter((edit) => aboutPeople(edit) && live.people.has(edit.key)).map((edit) => edit.column),
    ).map((column) => ({
      keys: replayed.unknown.filter((edit) => edit.column === column).map((edit) => edit.key),
      sentence: `${column} cannot be changed: ${whyMissing(live, column)}`,
    })),
};

/** Rows that this version only shows. Dropping such edits without a word would look like success. */
export const notEditable: Guard = {
  id: "notEditable",
  level: "refuse",
  find: ({ input }) => {
    const keys = unique(input.edits.filter((edit) => !aboutPeople(edit)).map((edit) => edit.key));
    return keys.length === 0
      ? []
      : [{ keys, sentence: `${listing(keys)}: roles and groups themselves are changed in REDCap, not here.` }];
  },
};

export const illegalDate: Guard = {
  id: "illegalDate",
  level: "refuse",
  find: (context) =>
    perEdit(context, (edit) =>
      describeDraftColumn(edit.draft, edit.column)?.kind === "date" && edit.after !== "" && !isDate(edit.after)
        ? `${edit.key}: "${edit.after}" is not a date. Write it as YYYY-MM-DD, or leave it blank for never.`
        : undefined,
    ),
};

export const illegalValue: Guard = {
  id: "illegalValue",
  level: "refuse",
  find: (context) =>
    perEdit(context, (edit) => {
      const choices = describeDraftColumn(edit.draft, edit.column)?.choices;
      if (!choices || choices.some((choice) => choice.value === edit.after)) return undefined;
      const known = choices.map((choice) => `${choice.value} (${choice.title})`);
      return `${edit.key}: ${title(edit)} cannot be "${edit.after}". Use ${listing(known, 8)}.`;
    }),
};

export const unknownForm: Guard = {
  id: "unknownForm",
  level: "refuse",
  find: (context) =>
    perEdit(context, (edit) => {
      const kind = describeDraftColumn(edit.draft, edit.column)?.kind;
      if ((kind !== "formRights" && kind !== "formExport") || context.live.instruments.length === 0) return undefined;
      const known = new Set(context.live.instruments.map((form) => form.name));
      const strange = [...formMap(edit.after).keys()].filter((form) => !known.has(form));
      return strange.length === 0
        ? undefined
        : `${edit.key}: there is no instrument ${listing(strange)} in this project (${title(edit)}). Correct or remove it.`;
    }),
};

function perEdit(context: GuardContext, problem: (edit: CellEdit) => string | undefined): readonly Found[] {
  return context.replayed.wanted.flatMap((edit) => {
    const sentence = problem(edit);
    return sentence === undefined ? [] : [{ keys: [edit.key], sentence }];
  });
}

function aboutPeople(edit: CellEdit): boolean {
  return edit.draft === "users" || edit.draft === "assignments";
}

function title(edit: CellEdit): string {
  return describeDraftColumn(edit.draft, edit.column)?.title ?? edit.column;
}

const SOURCE = { unique_role_name: "userRoleMapping", data_access_group: "userDagMapping" } as const;

function whyMissing(live: Snapshot, column: string): string {
  const table = column === "unique_role_name" || column === "data_access_group" ? SOURCE[column] : "user";
  return live.missing[table]?.message ?? `REDCap's ${TABLES[table].title} export has no such column.`;
}

function unique(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}
