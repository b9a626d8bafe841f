import { message } from "../../core/text/message";
import { setCell } from "../../core/edits/edit";
import type { Edit } from "../../core/edits/edit";
import type { Person } from "../../core/access/snapshot";
import type { TreeNode } from "../../views/node";
import { dagChoices, nothingToChoose } from "../choices";
import { chooseUsers, whom } from "./chooseUsers";
import { planAndApply } from "../quickApply";
import type { ApplyNeeds } from "../quickApply";
import type { Services } from "../services";

type Needs = ApplyNeeds & Pick<Services, "projects" | "tree" | "clock" | "settings">;

/** *Assign DAG…* for one or several users of a project. */
export const assignDag =
  (services: Needs) =>
  async (node?: TreeNode, nodes?: readonly TreeNode[]): Promise<void> => {
    const chosen = await chooseUsers(services, message("Assign DAG"), node, nodes);
    if (!chosen) return;
    const { connectionId, snapshot, people } = chosen;
    if (snapshot.dags.size === 0) {
      const empty = message("This project has no data access groups.");
      await services.dialogs.info(nothingToChoose(snapshot, "dag", empty));
      return;
    }
    const [first] = people;
    const same = people.every(({ dag }) => dag === first?.dag) ? first?.dag : undefined;
    const dag = await services.dialogs.pick(dagChoices(snapshot, same), {
      title: message("Assign DAG to {whom}", { whom: whom(people) }),
      placeholder: message("Data access group"),
    });
    if (dag !== undefined) await planAndApply(services, connectionId, dagEdits(people, dag));
  };

export function dagEdits(people: readonly Person[], dag: string): readonly Edit[] {
  return people.map((person) => setCell("assignments", person.username, "data_access_group", person.dag, dag));
}
