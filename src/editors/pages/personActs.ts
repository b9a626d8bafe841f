import type { PeopleDirectory } from "../../app/people/peopleDirectory";
import type { Act, PageState } from "../../core/page/page";
import { list, message } from "../../core/text/message";
import type { Message } from "../../core/text/message";

/** A person in a project, as commands take one. */
export interface UserRow {
  readonly connectionId: string;
  readonly username: string;
}

/** What can be done with somebody in a project: commands, by the words on their buttons. */
export const ACTIONS: Readonly<Record<string, Message>> = {
  editRoleAssignments: message("Open in Grid"),
  assignRole: message("Assign Role…"),
  assignDag: message("Assign DAG…"),
  setExpiration: message("Set Expiration…"),
  removeUsers: message("Remove from Project…"),
};

/** Says what reading leaves behind. */
export const READ: Act = { id: "unread", label: message("Read Them (leaves a line in each project's log)") };

/** Where else people may be. */
export function unreadState({ unread }: PeopleDirectory): readonly PageState[] {
  if (unread.length === 0) return [];
  const text = message("Not looked at, because they have not been read: {projects}", {
    projects: list(unread.map(({ connection }) => connection.label)),
  });
  const details = unread.flatMap(({ connection, said }) =>
    said ? [message("{project}: {reason}", { project: connection.label, reason: said })] : [],
  );
  return [{ kind: "partial", text, details, acts: [READ] }];
}
