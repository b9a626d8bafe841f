import { EMPTY_TABLE } from "../dataTable";
import { draftCell } from "../edits/draftCell";
import { rightsSummary } from "../access/grants";
import type { Change } from "../plan/plan";
import type { Snapshot } from "../access/snapshot";
import { rightChanges } from "./rightChanges";
import type { Work } from "../plan/stepRows";
import type { Removal } from "../plan/targets";
import type { RowChange } from "../edits/edit";
import { dagName, roleName } from "../access/names";
import { shown } from "../text/displayText";
import { joined, message, plural } from "../text/message";
import type { Message } from "../text/message";

/** "DAG Boston renamed to Boston North (its unique name changes)" */
export function dagChangeOf({ live, desired }: Work, change: RowChange): Change {
  const { key } = change;
  switch (change.kind) {
    case "add":
      return { ...change, sentence: message("DAG {dag} created", { dag: dagName(desired, key) }) };
    case "set": {
      const name = shown(desired.dags.get(key)?.name ?? key);
      const sentence = message("DAG {dag} renamed to {name} (its unique name changes)", {
        dag: dagName(live, key),
        name,
      });
      return { ...change, sentence, loss: message("the unique name {name}", { name: shown(key) }) };
    }
    case "remove": {
      const loss = message("its records lose their DAG, which the API cannot show or bring back");
      return { ...change, sentence: message("DAG {dag} deleted; {loss}", { dag: dagName(live, key), loss }), loss };
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
      return {
        ...change,
        sentence: message("role {role} created with {rights}", { role: roleName(desired, key), rights }),
      };
    }
    case "set": {
      const said = { role: roleName(live, key), changes: joined(roleParts(work, change), "; ") };
      const members = desired.roles.get(key)?.members.length ?? 0;
      const sentence =
        members === 0
          ? message("role {role}: {changes}", said)
          : plural(
              members,
              { one: "role {role}: {changes} ({count} member)", other: "role {role}: {changes} ({count} members)" },
              said,
            );
      return { ...change, sentence };
    }
    case "remove": {
      const loss = message("a role that is created again gets another id");
      return { ...change, sentence: message("role {role} deleted; {loss}", { role: roleName(live, key), loss }), loss };
    }
  }
}

function roleParts({ live, desired }: Work, { key, cells }: RowChange): readonly Message[] {
  const label = cells.find(({ column }) => column === "role_label")?.after;
  const rights = cells.map(({ column }) => column).filter((name) => name !== "role_label");
  const of = (snapshot: Snapshot) => (name: string) => draftCell(snapshot, "roles", key, name) ?? "";
  return [
    ...(label === undefined ? [] : [message("renamed to {name}", { name: shown(label) })]),
    ...rightChanges(rights, of(live), of(desired)),
  ];
}

/** "h.benali removed from the project" */
export function removalOf({ live }: Work, { person, change }: Removal): Change {
  const loss = person.role
    ? message("own rights from before the role {role}, DAGs of the DAG Switcher and the API token do not come back", {
        role: roleName(live, person.role),
      })
    : message("DAGs of the DAG Switcher and the API token do not come back");
  const name = shown(person.username);
  return { ...change, sentence: message("{name} removed from the project; {loss}", { name, loss }), loss };
}
