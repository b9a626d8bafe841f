import { TABLES } from "../access/tables";
import { cellText, column, tableOf } from "../dataTable";
import type { Cell } from "../dataTable";
import { named, REFERENCES } from "../edits/serverNames";
import type { ServerNames } from "../edits/serverNames";
import { isLocalKey } from "../edits/edit";
import type { Step } from "./plan";
import { message, UserFacingError } from "../text/message";

/**
 * The rows as REDCap knows them: names it has given stand where ours stood, and what is created has none. Throws when a
 * name is not known yet, because such a row must never be sent.
 */
export function resolveStep(step: Step, serverNames: ServerNames): Step {
  const { columns, rows } = step.rows;
  const creates = step.purpose === "createRoles" || step.purpose === "createDags";
  const known = (name: string, cell: Cell): Cell => {
    if (!Object.hasOwn(REFERENCES, name) || typeof cell !== "string") return cell;
    // With an id it would change what is there; the plan creates it because nothing of that name is.
    if (creates) return "";
    const text = named(serverNames, name, cell);
    if (!isLocalKey(text)) return text;
    throw new UserFacingError(message("REDCap has not said yet what it calls {name}.", { name: text }));
  };
  const table = tableOf(
    columns,
    rows.map((row) => row.map((cell, index) => known(columns[index] ?? "", cell))),
  );
  const key = step.content === "userRole" || step.content === "dag" ? TABLES[step.content].key : undefined;
  if (creates || key === undefined) return { ...step, rows: table };
  return { ...step, rows: table, keys: table.rows.map((row) => cellText(column(table, key)(row))) };
}
