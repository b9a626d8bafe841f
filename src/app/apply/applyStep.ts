import { cellText, tableOf } from "../../core/dataTable";
import type { DataTable } from "../../core/dataTable";
import type { Step } from "../../core/plan/plan";
import type { TableName } from "../../core/access/tables";
import type { RedcapClient } from "../../redcap/requests/client";
import { isRedcapError } from "../../redcap/errors";

/** The answer to one request, or why there is none. Halves of a request that was too large count as one. */
export interface Answer {
  readonly count: number;
  readonly error?: Error;
  /** Not one byte can have reached the server. */
  readonly notSent: boolean;
}

const IMPORTS = {
  user: (client: RedcapClient, rows: DataTable) => client.importUsers(rows),
  userRole: (client: RedcapClient, rows: DataTable) => client.importUserRoles(rows),
  userRoleMapping: (client: RedcapClient, rows: DataTable) => client.importUserRoleAssignments(rows),
  dag: (client: RedcapClient, rows: DataTable) => client.importDags(rows),
  userDagMapping: (client: RedcapClient, rows: DataTable) => client.importUserDagAssignments(rows),
} satisfies Record<TableName, unknown>;

const DELETIONS: Partial<Record<TableName, (client: RedcapClient, keys: readonly string[]) => Promise<number>>> = {
  user: (client, keys) => client.deleteUsers(keys),
  userRole: (client, keys) => client.deleteUserRoles(keys),
  dag: (client, keys) => client.deleteDags(keys),
};

function send(client: RedcapClient, content: TableName, rows: DataTable, remove: boolean): Promise<number> {
  const deletion = remove ? DELETIONS[content] : undefined;
  if (remove && !deletion) throw new Error(`${content} has no rows that can be deleted.`);
  return deletion
    ? deletion(
        client,
        rows.rows.map(([key]) => cellText(key)),
      )
    : IMPORTS[content](client, rows);
}

/** Sends one request to its end: a write is never broken off half-way, cancelling waits for the answer. */
export async function sendStep(client: RedcapClient, step: Pick<Step, "content" | "rows" | "action">): Promise<Answer> {
  const { content, rows, action } = step;
  try {
    return { count: await send(client, content, rows, action === "delete"), notSent: false };
  } catch (error) {
    if (isRedcapError(error) && error.details.status === 413 && rows.rows.length > 1) {
      return await sendHalves(client, step);
    }
    const notSent = isRedcapError(error) && error.details.sent === "nothing";
    return { count: 0, error: error instanceof Error ? error : new Error(String(error)), notSent };
  }
}

async function sendHalves(client: RedcapClient, step: Pick<Step, "content" | "rows" | "action">): Promise<Answer> {
  const { columns, rows } = step.rows;
  const middle = Math.ceil(rows.length / 2);
  const first = await sendStep(client, { ...step, rows: tableOf(columns, rows.slice(0, middle)) });
  if (first.error) return first;
  const second = await sendStep(client, { ...step, rows: tableOf(columns, rows.slice(middle)) });
  return { ...second, count: first.count + second.count, notSent: false };
}
