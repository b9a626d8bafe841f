import { buildSnapshot } from "../../core/access/snapshot";
import type { Snapshot } from "../../core/access/snapshot";
import { lists, tablesFor } from "../../core/plan/carried";
import type { Step } from "../../core/plan/plan";
import type { RedcapClient } from "../../redcap/client";

const EXPORTS = {
  user: (client: RedcapClient) => client.exportUsers(),
  userRole: (client: RedcapClient) => client.exportUserRoles(),
  userRoleMapping: (client: RedcapClient) => client.exportUserRoleAssignments(),
  dag: (client: RedcapClient) => client.exportDags(),
  userDagMapping: (client: RedcapClient) => client.exportUserDagAssignments(),
};

/** The newest read, with those tables read again that the rows of a request carry something of. */
export async function readCarried(client: RedcapClient, step: Step, newest: Snapshot): Promise<Snapshot> {
  const read = async (names: ReturnType<typeof tablesFor>) =>
    Object.fromEntries(await Promise.all(names.map(async (name) => [name, await EXPORTS[name](client)] as const)));
  const names = tablesFor(step, newest);
  if (names.length === 0) return newest;
  const tables = { ...newest.tables, ...(await read(names)) };
  // The group of somebody whom the mapping leaves out stands with the users.
  const whole = names.includes("user") || lists(tables.userDagMapping, step.keys);
  return buildSnapshot({ ...newest, tables: whole ? tables : { ...tables, ...(await read(["user"])) } });
}
