import { cellText, column, EMPTY_TABLE } from "./dataTable";
import type { Step } from "./plan";
import { sameValue } from "./sameValue";
import type { Person, Snapshot } from "./snapshot";

/** Whether every row of a request reads as it was sent: how a lost answer is resolved. */
export function stepShows(step: Step, now: Snapshot): boolean {
  const { columns, rows } = step.rows;
  const username = column(step.rows, "username");
  return rows.every((row) => {
    const person = now.people.get(cellText(username(row)));
    return (
      person !== undefined &&
      columns.every((name, index) => sameValue("users", name, cellText(row[index]), reads(now, person, name)))
    );
  });
}

function reads(now: Snapshot, person: Person, name: string): string {
  if (name === "unique_role_name") return person.role;
  if (name === "data_access_group" || name === "redcap_data_access_group") return person.dag;
  return cellText(column(now.tables.user ?? EMPTY_TABLE, name)(person.row));
}
