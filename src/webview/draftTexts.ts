import type { DraftName } from "../core/edits/edit";
import { message, plural } from "../core/text/message";
import type { Message } from "../core/text/message";

interface DraftTexts {
  readonly add: Message;
  readonly empty: Message;
  readonly grid: (project: string) => Message;
  readonly rows: (shown: number, all: number) => Message;
}

const noUsers = message("This project has no users.");
const addUsers = message("Add Users…");
const users = (shown: number, all: number) =>
  plural(all, { one: "{shown} of {count} user", other: "{shown} of {count} users" }, { shown });

/** What a grid is about, and what it says of its rows. */
export const DRAFT_TEXTS: Readonly<Record<DraftName, DraftTexts>> = {
  users: {
    add: addUsers,
    empty: noUsers,
    grid: (project) => message("Users of {project}", { project }),
    rows: users,
  },
  roles: {
    add: message("Add Role…"),
    empty: message("This project has no roles."),
    grid: (project) => message("Roles of {project}", { project }),
    rows: (shown, all) => plural(all, { one: "{shown} of {count} role", other: "{shown} of {count} roles" }, { shown }),
  },
  dags: {
    add: message("Add Group…"),
    empty: message("This project has no data access groups."),
    grid: (project) => message("Data access groups of {project}", { project }),
    rows: (shown, all) =>
      plural(all, { one: "{shown} of {count} group", other: "{shown} of {count} groups" }, { shown }),
  },
  assignments: {
    add: addUsers,
    empty: noUsers,
    grid: (project) => message("Role assignments of {project}", { project }),
    rows: users,
  },
};
