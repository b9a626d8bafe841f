import { EMPTY_TABLE } from "../dataTable";
import { draftCell } from "../edits/draftCell";
import { rightsSummary } from "../access/grants";
import type { Change } from "../plan/plan";
import type { Snapshot } from "../access/snapshot";
import { rightChanges } from "./rightChanges";
import type { Work } from "../plan/stepRows";
import type { Removal } from "../plan/targets";
import type { RowChange } from "../edits/edit";
import { counted } from "../text/words";
import { dagName, roleName } from "../access/names";
import { shown } from "../text/displayText";

/** "DAG Boston renamed to Boston North (its unique name changes)" */
export function dagChangeOf({ live, desired }: Work, change: RowChange): Change {
  const { key } = change;
  switch (change.kind) {
    case "add":
      return { ...change, sentence: `DAG ${dagName(desired, key)} created` };
    case "set": {
      const name = shown(desired.dags.get(key)?.name ?? key);
      const sentence = `DAG ${dagName(live, key)} renamed to ${name} (its unique name changes)`;
      return { ...change, sentence, loss: `the unique name ${shown(key)}` };
    }
    case "remove": {
      const loss = "its records lose their group, which the API cannot show or bring back";
      return { ...change, sentence: `DAG ${dagName(live, key)} deleted; ${loss}`, loss };
    }
  }
}

/** "role Monitor: Data Exports Full data set → De-identified" */
export function roleChangeOf(work: Work, change: RowChange): Change {
  const { live, desired } = work;
  const { key } = change;
  switch (change.kind) {
    case "add": {
      const rights = rightsSummary(desired.tables.userRole ?? EMPTY_TABLE, desired.roles.get(key)?.row ?? []);
      return { ...change, sentence: `role ${roleName(desired, key)} created with ${rights}` };
    }
    case "set": {
      const parts = roleParts(work, change).join("; ");
      return { ...change, sentence: `role ${roleName(live, key)}: ${parts}${members(work, key)}` };
    }
    case "remove": {
      const loss = "a role made anew gets another id";
      return { ...change, sentence: `role ${roleName(live, key)} deleted; ${loss}`, loss };
    }
  }
}

function roleParts({ live, desired }: Work, { key, cells }: RowChange): readonly string[] {
  const label = cells.find(({ column }) => column === "role_label")?.after;
  const rights = cells.map(({ column }) => column).filter((name) => name !== "role_label");
  const of = (snapshot: Snapshot) => (name: string) => draftCell(snapshot, "roles", key, name) ?? "";
  return [
    ...(label === undefined ? [] : [`renamed to ${shown(label)}`]),
    ...rightChanges(rights, of(live), of(desired)),
  ];
}

function members({ desired }: Work, key: string): string {
  const count = desired.roles.get(key)?.members.length ?? 0;
  return count === 0 ? "" : ` (${counted(count, "member", "members")})`;
}

/** "h.benali removed from the project" */
export function removalOf({ live }: Work, { person, change }: Removal): Change {
  const own = person.role ? `own rights under the role ${roleName(live, person.role)}, ` : "";
  const loss = `${own}groups of the DAG Switcher and the API token do not come back`;
  return { ...change, sentence: `${shown(person.username)} removed from the project; ${loss}`, loss };
}
