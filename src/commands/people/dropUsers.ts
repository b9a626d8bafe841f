import { message } from "../../core/text/message";
import type { DropHandler, DropTarget } from "../../views/treeDrop";
import { dagEdits } from "./assignDag";
import { roleEdits } from "./assignRole";
import { planAndApply } from "../quickApply";
import type { ApplyNeeds } from "../quickApply";
import type { Services } from "../services";

/** Users dropped on a role or group: the same road as *Assign Role…* and *Assign DAG…*. */
export function dropUsers(services: () => ApplyNeeds & Pick<Services, "projects">): DropHandler {
  return (users, target) => {
    const { projects, dialogs } = services();
    if (users.some(({ connectionId }) => connectionId !== target.connectionId)) {
      const sentence = message("Users can be put into roles and groups of their own project only.");
      void dialogs.info(sentence);
      return;
    }
    const snapshot = projects.snapshot(target.connectionId);
    const names = new Set(users.map(({ username }) => username));
    const people = [...names].flatMap((username) => snapshot?.people.get(username) ?? []);
    const { by, key } = fieldOf(target);
    const edits = by === "role" ? roleEdits(people, key) : dagEdits(people, key);
    void planAndApply(services(), target.connectionId, edits);
  };
}

function fieldOf(target: DropTarget): { readonly by: "role" | "dag"; readonly key: string } {
  if (target.kind === "userGroup") return target;
  return target.kind === "role" ? { by: "role", key: target.roleId } : { by: "dag", key: target.dagId };
}
