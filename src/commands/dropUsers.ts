import type { DropHandler } from "../views/treeDrop";
import { roleEdits } from "./assignRole";
import { dagEdits } from "./assignDag";
import { planAndApply } from "./quickApply";
import type { ApplyNeeds } from "./quickApply";
import type { Services } from "./services";

/** Users dropped on a role or group: the same road as *Assign Role…* and *Assign DAG…*. */
export function dropUsers(services: () => ApplyNeeds & Pick<Services, "projects">): DropHandler {
  return (users, target) => {
    const { projects } = services();
    const snapshot = projects.snapshot(target.connectionId);
    const people = users.flatMap(({ username }) => snapshot?.people.get(username) ?? []);
    const edits = target.kind === "role" ? roleEdits(people, target.roleId) : dagEdits(people, target.dagId);
    void planAndApply(services(), target.connectionId, edits);
  };
}
