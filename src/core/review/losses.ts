import { roleName } from "../access/names";
import type { Snapshot } from "../access/snapshot";
import type { RowChange } from "../edits/edit";
import { shown } from "../text/displayText";
import { message } from "../text/message";
import type { Message } from "../text/message";

/** What taking a change back cannot bring back; undefined where everything comes back. */
export function lossOf(live: Snapshot, { draft, key, kind }: RowChange): Message | undefined {
  if (draft === "dags" && kind === "set")
    return message("Does not come back: the unique name {name}.", { name: shown(key) });
  if (kind !== "remove") return undefined;
  if (draft === "dags")
    return message("Does not come back: which records were in it. They lose their group, and the API cannot show it.");
  if (draft === "roles") return message("Does not come back: its id. A role made anew gets another one.");
  const role = live.people.get(key)?.role ?? "";
  return role === ""
    ? message("Does not come back: groups of the DAG Switcher and the API token.")
    : message("Does not come back: own rights under the role {role}, groups of the DAG Switcher and the API token.", {
        role: roleName(live, role),
      });
}
