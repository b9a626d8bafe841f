import { message, verbatim } from "../../core/text/message";
import type { Message } from "../../core/text/message";
import type { Person } from "../../core/access/snapshot";
import type { TreeNode } from "../../views/node";
import type { Services } from "../services";

type Needs = Pick<Services, "projects" | "dialogs" | "workbench">;

/** Copies one field of the selected users, one a line. */
function copyField(field: (person: Person) => string, missing: Message) {
  return (services: Needs) =>
    async (node?: TreeNode, nodes?: readonly TreeNode[]): Promise<void> => {
      const users = (nodes?.length ? nodes : node ? [node] : []).filter((each) => each.kind === "user");
      const texts = users.flatMap(({ connectionId, username }) => {
        const person = services.projects.snapshot(connectionId)?.people.get(username);
        return person && field(person) ? [field(person)] : [];
      });
      if (texts.length > 0) await services.workbench.copy(verbatim(texts.join("\n")));
      else await services.dialogs.info(missing);
    };
}

export const copyUsername = copyField(({ username }) => username, message("Select users first."));
export const copyEmail = copyField(({ email }) => email, message("REDCap shows no e-mail address for this user."));
