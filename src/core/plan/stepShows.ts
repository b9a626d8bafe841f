import { cellText, column, EMPTY_TABLE } from "../dataTable";
import { draftCell } from "../edits/draftCell";
import { readServerNames, givesNames } from "./readServerNames";
import type { ServerNames } from "../edits/serverNames";
import type { Step } from "./plan";
import { sameValue } from "../edits/sameValue";
import type { Person, Snapshot } from "../access/snapshot";

/** Whether every row of a request reads as it was sent: how a lost answer is resolved. `tables`: read before the plan. */
export function stepShows(
  step: Step,
  now: Snapshot,
  { tables }: Pick<Snapshot, "tables">,
  serverNames: ServerNames,
): boolean {
  if (step.action === "delete") return step.keys.every((key) => !isThere(step, now, key));
  if (givesNames(step)) return readServerNames(step, tables, now.tables, serverNames).missing.length === 0;
  return step.content === "userRole" ? rolesShow(step, now) : peopleShow(step, now);
}

function isThere({ content }: Step, now: Snapshot, key: string): boolean {
  if (content === "userRole") return now.roles.has(key);
  return content === "dag" ? now.dags.has(key) : now.people.has(key);
}

function rolesShow({ keys, rows }: Step, now: Snapshot): boolean {
  return rows.rows.every((row, index) =>
    rows.columns.every((name, at) => {
      const reads = draftCell(now, "roles", keys[index] ?? "", name);
      return reads !== undefined && sameValue("roles", name, cellText(row[at]), reads);
    }),
  );
}

function peopleShow(step: Step, now: Snapshot): boolean {
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
