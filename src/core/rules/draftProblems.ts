import type { DataTable } from "../dataTable";
import type { DraftName } from "../edits/edit";
import { DRAFTS } from "../edits/draftTables";
import { KEY_COLUMN } from "../edits/edit";
import { shown } from "../text/displayText";

/** Why a draft cannot be applied as it stands; shown on its cell or row, and Apply stays off. */
export interface DraftProblem {
  readonly code:
    | "columnMissing"
    | "columnUnknown"
    | "keyMissing"
    | "keyTwice"
    | "keyInvented"
    | "rowMissing"
    | "rowUnknown"
    | "everyRowGone";
  readonly message: string;
  /** Index of the row in the draft, where there is one. */
  readonly row?: number;
  readonly key?: string;
  readonly column?: string;
}

export function columnProblems(draft: DraftName, base: DataTable, now: DataTable): DraftProblem[] {
  // A table without rows can come without columns too.
  if (!base.columns.some(Boolean)) return [];
  const gone = base.columns.filter((name) => !now.columns.includes(name));
  const added = now.columns.filter((name) => !base.columns.includes(name));
  return [
    ...gone.map((name) => ({
      code: "columnMissing" as const,
      column: name,
      message: `The column ${shown(name)} is missing from ${DRAFTS[draft].title}. Bring it back with Undo, or discard the draft.`,
    })),
    ...added.map((name) => ({
      code: "columnUnknown" as const,
      column: name,
      message: `${DRAFTS[draft].title} has no column "${shown(name)}". Remove it, or correct its name.`,
    })),
  ];
}

export function keyMissing(draft: DraftName, row: number): DraftProblem {
  const column = KEY_COLUMN[draft];
  return { code: "keyMissing", row, column, message: `This row does not say which ${DRAFTS[draft].one} it is about.` };
}

export function keyTwice(draft: DraftName, key: string, row: number): DraftProblem {
  const at = { row, key, column: KEY_COLUMN[draft] };
  return { ...at, code: "keyTwice", message: `${shown(key)} stands in more than one row. Keep one of them.` };
}

/** REDCap names roles and groups itself, so a new one can only have a name of ours until then. */
export function keyInvented(draft: DraftName, key: string, row: number): DraftProblem {
  const one = DRAFTS[draft].one;
  return {
    code: "keyInvented",
    row,
    key,
    column: KEY_COLUMN[draft],
    message: `There is no ${one} ${shown(key)} in this project. For a new ${one} write new:1, new:2 and so on: REDCap gives it its id.`,
  };
}

/** A person exists by `users` alone. */
export function rowUnknown(key: string, row: number): DraftProblem {
  return {
    code: "rowUnknown",
    row,
    key,
    column: "username",
    message: `There is no user ${shown(key)} in this project. Correct or remove the row, or add the person in ${DRAFTS.users.title}.`,
  };
}

export function rowMissing(key: string): DraftProblem {
  return {
    code: "rowMissing",
    key,
    message:
      `The row of ${shown(key)} is missing. To take a person out of a role or group, empty that cell; to remove a person ` +
      `from the project, remove the row in ${DRAFTS.users.title}. Bring the row back with Undo.`,
  };
}

/** An emptied document is a mishap, never the wish to remove everybody. */
export function everyRowGone(draft: DraftName): DraftProblem {
  return { code: "everyRowGone", message: `Every row of ${DRAFTS[draft].title} is gone. Bring them back with Undo.` };
}
