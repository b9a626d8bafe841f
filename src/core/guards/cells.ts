import { english } from "../text/message";
import { isDate } from "../dates";
import { describeDraftColumn, DRAFTS } from "../edits/draftTables";
import { draftHas } from "../edits/draftCell";
import { cellsIn, columnOf, rowId } from "../edits/edit";
import { decodeFormRight, exportRank, formMap } from "../access/rights";
import { TABLES } from "../access/tables";
import type { Snapshot } from "../access/snapshot";
import type { Edit, SetCell } from "../edits/edit";
import { listing } from "../text/words";
import type { Found, Guard, GuardContext } from "./guard";
import { shown } from "../text/displayText";

/** The same person twice with different wishes: REDCap would take one of them, and nobody knows which. */
export const duplicateUser: Guard = {
  id: "duplicateUser",
  level: "refuse",
  find: ({ replayed }) => {
    const removed = new Set(replayed.wanted.filter(({ kind }) => kind === "remove").map(rowId));
    return replayed.contradictions
      .filter((edit) => !removed.has(rowId(edit)))
      .map((edit) => ({
        keys: [edit.key],
        sentence: `${shown(edit.key)} is there twice, with different values for ${title(edit)}. Keep one.`,
      }));
  },
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
      : [{ keys, sentence: `${listing(keys)}: not in this project. Add people to the project first, in Users.` }];
  },
};

/** The column is not in what REDCap let the token read, so nothing can be compared with it. */
export const unreadable: Guard = {
  id: "unreadable",
  level: "refuse",
  find: ({ live, replayed }) => {
    const blind = replayed.unknown.filter((edit) => !draftHas(live, edit.draft, columnOf(edit)));
    return unique(blind.map(columnOf)).map((column) => {
      const edits = blind.filter((edit) => columnOf(edit) === column);
      const [first] = edits;
      return {
        keys: unique(edits.map((edit) => edit.key)),
        sentence: `${shown(column)} cannot be changed: ${first ? whyMissing(live, first) : ""}`,
      };
    });
  },
};

/** A role or group that is not there any more, or never was. */
export const unknownRow: Guard = {
  id: "unknownRow",
  level: "refuse",
  find: ({ live, replayed }) =>
    unique(
      replayed.unknown
        .filter((edit) => !aboutPeople(edit) && draftHas(live, edit.draft, columnOf(edit)))
        .map((edit) => `There is no ${DRAFTS[edit.draft].one} ${shown(edit.key)} in this project any more.`),
    ).map((sentence) => ({
      keys: unique(replayed.unknown.filter((edit) => !aboutPeople(edit)).map((edit) => edit.key)),
      sentence,
    })),
};

export const illegalDate: Guard = {
  id: "illegalDate",
  level: "refuse",
  find: (context) =>
    perEdit(context, (edit) =>
      describeDraftColumn(edit.draft, edit.column)?.kind === "date" && edit.after !== "" && !isDate(edit.after)
        ? `${shown(edit.key)}: "${shown(edit.after)}" is not a date. Write it as YYYY-MM-DD, or leave it blank for never.`
        : undefined,
    ),
};

export const illegalValue: Guard = {
  id: "illegalValue",
  level: "refuse",
  find: (context) =>
    perEdit(context, (edit) => {
      const choices = describeDraftColumn(edit.draft, edit.column)?.choices;
      // Blank says nothing: REDCap decides in a new row, the role under a role, and a rule of its own speaks otherwise.
      const blank = edit.after === "" && edit.draft === "users";
      if (!choices || blank || choices.some((choice) => choice.value === edit.after)) return undefined;
      const known = choices.map((choice) => `${choice.value} (${choice.title})`);
      return `${shown(edit.key)}: ${title(edit)} cannot be "${shown(edit.after)}". Use ${listing(known, 8)}.`;
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
      const before = formMap(edit.before);
      const strange = [...formMap(edit.after).keys()].filter((form) => !known.has(form) && !before.has(form));
      return strange.length === 0
        ? undefined
        : `${shown(edit.key)}: there is no instrument ${listing(strange)} in this project (${title(edit)}). Correct or remove it.`;
    }),
};

/** Servers before 15.6 know the legacy codes only, and codes that nobody explained are never made up. */
export const illegalFormCode: Guard = {
  id: "illegalFormCode",
  level: "refuse",
  find: (context) =>
    perEdit(context, (edit) => {
      const kind = describeDraftColumn(edit.draft, edit.column)?.kind;
      if (kind !== "formRights" && kind !== "formExport") return undefined;
      const before = new Set(formMap(edit.before).values());
      const legal = (code: string) =>
        before.has(code) ||
        (kind === "formExport" ? exportRank(code) >= 0 : isFormCode(code, takesBits(context.live.version)));
      const strange = unique([...formMap(edit.after).values()].filter((code) => !legal(code)));
      return strange.length === 0
        ? undefined
        : `${shown(edit.key)}: ${title(edit)} cannot be ${listing(strange.map((code) => `"${code}"`))} on this server.`;
    }),
};

function isFormCode(code: string, bits: boolean): boolean {
  const { encoding, odd } = decodeFormRight(code);
  return !odd && (encoding === "legacy" || (encoding === "bits" && bits));
}

function takesBits(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > 15 || (major === 15 && minor >= 6);
}

function perEdit(context: GuardContext, problem: (edit: SetCell) => string | undefined): readonly Found[] {
  return cellsIn(context.replayed.wanted).flatMap((edit) => {
    const sentence = problem(edit);
    return sentence === undefined ? [] : [{ keys: [edit.key], sentence }];
  });
}

function aboutPeople(edit: Edit): boolean {
  return edit.draft === "users" || edit.draft === "assignments";
}

function title(edit: Edit): string {
  return describeDraftColumn(edit.draft, columnOf(edit))?.title ?? columnOf(edit);
}

const SOURCE = { unique_role_name: "userRoleMapping", data_access_group: "userDagMapping" } as const;

function whyMissing(live: Snapshot, edit: Edit): string {
  const { draft } = edit;
  const column = columnOf(edit);
  const mapping = column === "unique_role_name" || column === "data_access_group" ? SOURCE[column] : undefined;
  const table = draft === "assignments" && mapping ? mapping : DRAFTS[draft].table;
  const missing = live.missing[table];
  return missing ? english(missing.said) : `REDCap's ${TABLES[table].title} export has no such column.`;
}

function unique(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}
