import { DRAFTS } from "../edits/draftTables";
import type { DraftName } from "../edits/edit";
import { list, message, plural } from "../text/message";
import type { Message, Phrase } from "../text/message";
import { userFixes } from "./fixes";
import { rules } from "./rule";

const names = (all: readonly string[]) => list(all);

/** Rules about a row, or about who or what a row names. */
export const ROW_RULES = rules({
  keyMissing: {
    level: "refuse",
    looksAt: "row",
    what: "a row that does not say whom or what it is about",
    message: (draft: DraftName, nothing?: string): Message => {
      if (nothing !== undefined)
        return message('This row has no username: programs write "{said}" for an empty value.', {
          said: nothing,
        });
      if (draft === "roles") return message("This row does not say which role it is about.");
      return draft === "dags"
        ? message("This row does not say which data access group it is about.")
        : message("This row has no username.");
    },
  },
  keyTwice: {
    level: "refuse",
    looksAt: "row",
    what: "a person, role or data access group in more than one row",
    message: (draft: DraftName, key: string, column?: Phrase): Message => {
      const about = { name: key };
      if (column !== undefined)
        return message("{name} is listed more than once, with different values for {column}. Keep one of the rows.", {
          ...about,
          column,
        });
      if (draft === "roles") return message("The role {name} is listed more than once. Keep one of the rows.", about);
      return draft === "dags"
        ? message("The data access group {name} is listed more than once. Keep one of the rows.", about)
        : message("{name} is listed more than once. Keep one of the rows.", about);
    },
    fixes: () => [{ title: message("Remove this row"), value: undefined }],
  },
  badUsername: {
    level: "refuse",
    looksAt: "row",
    what: "a username with letters that REDCap does not take",
    message: (all: readonly string[]) =>
      plural(
        all.length,
        {
          one: '"{names}" cannot be a username: REDCap accepts only letters, digits, spaces and _ - . \' @.',
          other: "{names} cannot be usernames: REDCap accepts only letters, digits, spaces and _ - . ' @.",
        },
        { names: names(all) },
      ),
  },
  unknownUser: {
    level: "refuse",
    looksAt: "row",
    what: "somebody who is not in the project, where only its users belong",
    message: (all: readonly string[]) =>
      plural(
        all.length,
        {
          one: "There is no user {names} in this project. Correct the name, or add the person in {users} first.",
          other: "There are no users {names} in this project. Correct the names, or add the people in {users} first.",
        },
        { names: names(all), users: DRAFTS.users.title },
      ),
    fixes: userFixes,
  },
  userThere: {
    level: "refuse",
    looksAt: "row",
    what: "somebody to be added who is in the project already",
    message: (all: readonly string[], written?: string): Message =>
      written === undefined
        ? plural(
            all.length,
            { one: "{names} is already in the project.", other: "{names} are already in the project." },
            { names: names(all) },
          )
        : message("{name} is already in the project, written {written}.", {
            name: names(all),
            written,
          }),
  },
  nameTaken: {
    level: "refuse",
    looksAt: "row",
    what: "a new role or data access group with the name of another one",
    message: (draft: "roles" | "dags", name: string) =>
      draft === "roles"
        ? message("There is already a role called {name}.", { name })
        : message("There is already a data access group called {name}.", { name }),
  },
  unknownRow: {
    level: "refuse",
    looksAt: "row",
    what: "a row of a role or data access group that the project does not have",
    message: (draft: "roles" | "dags", key: string, where: "draft" | "file" | "plan"): Message => {
      const about = { key };
      const role = draft === "roles";
      if (where === "plan")
        return role
          ? message("The role {key} is no longer in this project.", about)
          : message("The data access group {key} is no longer in this project.", about);
      if (where === "file")
        return role
          ? message("There is no role {key} in this project, and the row gives no name for a new one.", about)
          : message(
              "There is no data access group {key} in this project, and the row gives no name for a new one.",
              about,
            );
      return role
        ? message(
            "There is no role {key} in this project. For a new role write new:1, new:2 and so on; REDCap gives it its ID.",
            about,
          )
        : message(
            "There is no data access group {key} in this project. For a new group write new:1, new:2 and so on; REDCap gives it its unique name.",
            about,
          );
    },
  },
  rowMissing: {
    level: "refuse",
    looksAt: "row",
    what: "somebody whose row is missing from the role assignments",
    message: (key: string) =>
      message(
        "The row of {name} is missing. To take a person out of a role or group, empty that cell; to remove a person from the project, remove the row in {users}. Undo brings the row back.",
        { name: key, users: DRAFTS.users.title },
      ),
  },
  everyRowGone: {
    level: "refuse",
    looksAt: "file",
    what: "a draft of which every row is gone",
    message: (draft: DraftName) =>
      message("Every row of {table} is gone. Undo brings them back.", { table: DRAFTS[draft].title }),
  },
  notAmongUsers: {
    level: "refuse",
    looksAt: "row",
    what: "somebody in the assignments of a folder who is missing from its users",
    message: (key: string) => message("{name} is in the assignments, but not among the users.", { name: key }),
  },
});
