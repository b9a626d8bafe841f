import { roleName } from "../access/names";
import type { Snapshot } from "../access/snapshot";
import type { RowChange } from "../edits/edit";
import type { Plan } from "../plan/plan";
import { message } from "../text/message";
import type { Message } from "../text/message";
import { rowName } from "./rowNames";

/** What taking a change back cannot bring back; undefined where everything comes back. */
export function lossOf(live: Snapshot, { draft, key, kind }: RowChange): Message | undefined {
  if (draft === "dags" && kind === "set") return message("the unique name {name}", { name: key });
  if (kind !== "remove") return undefined;
  if (draft === "dags") return message("which records were in it (they lose their group, and the API cannot show it)");
  if (draft === "roles") return message("its id (a role made anew gets another one)");
  const role = live.people.get(key)?.role ?? "";
  return role === ""
    ? message("groups of the DAG Switcher and the API token")
    : message("own rights under the role {role}, groups of the DAG Switcher and the API token", {
        role: roleName(live, role),
      });
}

/** As a sentence. */
export function doesNotComeBack(loss: Message): Message {
  return message("Does not come back: {loss}.", { loss });
}

/** What taking a plan back cannot bring back, a sentence for each change. */
export function losses({ input, changes }: Plan): readonly Message[] {
  return changes.flatMap((change) =>
    change.loss ? [message("{row}: {loss}", { row: rowName(input.live, change), loss: change.loss })] : [],
  );
}
