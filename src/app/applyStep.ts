import { tableOf } from "../core/dataTable";
import type { DataTable } from "../core/dataTable";
import type { Step } from "../core/plan";
import type { TableName } from "../core/tables";
import type { RedcapClient } from "../redcap/client";
import { isRedcapError } from "../redcap/errors";

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

/** Sends one request to its end: a write is never broken off half-way, cancelling waits for the answer. */
export async function sendStep(
  client: RedcapClient,
  { content, rows }: Pick<Step, "content" | "rows">,
): Promise<Answer> {
  try {
    return { count: await IMPORTS[content](client, rows), notSent: false };
  } catch (error) {
    if (isRedcapError(error) && error.details.status === 413 && rows.rows.length > 1) {
      return await sendHalves(client, content, rows);
    }
    const notSent = isRedcapError(error) && error.details.sent === "nothing";
    return { count: 0, error: error instanceof Error ? error : new Error(String(error)), notSent };
  }
}

async function sendHalves(client: RedcapClient, content: TableName, { columns, rows }: DataTable): Promise<Answer> {
  const middle = Math.ceil(rows.length / 2);
  const first = await sendStep(client, { content, rows: tableOf(columns, rows.slice(0, middle)) });
  if (first.error) return first;
  const second = await sendStep(client, { content, rows: tableOf(columns, rows.slice(middle)) });
  return { ...second, count: first.count + second.count, notSent: false };
}
