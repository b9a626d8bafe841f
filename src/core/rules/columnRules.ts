import { list, message } from "../text/message";
import type { Message } from "../text/message";
import { DRAFTS } from "../edits/draftTables";
import type { DraftName } from "../edits/edit";
import { rules } from "./rule";

/** Why a column of a file is left out. */
export type IgnoredBecause =
  | "token"
  | "empty"
  | "numbersRows"
  | "notInProject"
  | "assignmentsUnreadable"
  | { readonly saidBy: string }
  | { readonly notIn: Message };

/** Rules about the columns of a table, and about a file as a whole. */
export const COLUMN_RULES = rules({
  columnIgnored: {
    level: "warn",
    looksAt: "column",
    what: "a column that an import leaves out",
    message: (name: string, because: IgnoredBecause): Message => {
      const column = { column: name };
      if (typeof because === "object")
        return "saidBy" in because
          ? message('The column "{column}" is ignored: {other} says the same.', { ...column, other: because.saidBy })
          : message('The column "{column}" is ignored: {table} have no such column.', {
              ...column,
              table: because.notIn,
            });
      switch (because) {
        case "token":
          return message(
            'The column "{column}" is ignored: it holds API tokens, which should not be kept in a file.',
            column,
          );
        case "empty":
          return message('The column "{column}" is ignored: it is empty.', column);
        case "numbersRows":
          return message('The column "{column}" is ignored: it only numbers the rows.', column);
        case "notInProject":
          return message('The column "{column}" is ignored: this project has no such column.', column);
        case "assignmentsUnreadable":
          return message('The column "{column}" is ignored: the assignments of this project cannot be read.', column);
      }
    },
  },
  columnShown: {
    level: "hint",
    looksAt: "column",
    what: "a column that REDCap exports and does not import",
    message: (name: string) => message('REDCap shows "{name}" and ignores it in imports.', { name }),
  },
  columnMissing: {
    level: "refuse",
    looksAt: "column",
    what: "a column that is missing from a draft",
    message: (draft: DraftName, name: string) =>
      message("The column {column} is missing from {table}. Bring it back with Undo, or discard the draft.", {
        column: name,
        table: DRAFTS[draft].title,
      }),
  },
  columnUnknown: {
    level: "refuse",
    looksAt: "column",
    what: "a column in a draft that its table does not have",
    message: (draft: DraftName, name: string) =>
      message('{table} has no column "{column}". Remove it, or correct its name.', {
        column: name,
        table: DRAFTS[draft].title,
      }),
  },
  notAccess: {
    level: "refuse",
    looksAt: "file",
    what: "a file that is not one of the access tables",
    message: (why: Message) => why,
  },
  severalTables: {
    level: "info",
    looksAt: "file",
    what: "a file that may be several of the access tables",
    message: (title: Message, files: readonly string[]) =>
      message(
        "The columns fit several tables; the file is checked as {table}. To have it checked as another one, rename it to one of these: {files}.",
        { table: title, files: list(files) },
      ),
  },
  noRows: {
    level: "refuse",
    looksAt: "file",
    what: "a file without rows",
    message: () => message("The file has no rows, so there is nothing to import."),
  },
  otherProject: {
    level: "refuse",
    looksAt: "file",
    what: "a file of which no row is about the project",
    message: (projectId: number) =>
      message("No row of the file is about this project: its project_id is {project}.", { project: String(projectId) }),
  },
  tableUnreadable: {
    level: "refuse",
    looksAt: "file",
    what: "a file of a table that the token may not read",
    message: (why: Message) => why,
  },
});
