import { buildSnapshot } from "../../core/access/snapshot";
import type { Snapshot } from "../../core/access/snapshot";
import { lists, tablesFor } from "../../core/plan/carried";
import type { Step } from "../../core/plan/plan";
import type { RedcapClient } from "../../redcap/requests/client";
import { isRedcapError } from "../../redcap/errors";

const EXPORTS = {
  user: (client: RedcapClient) => client.exportUsers(),
  userRole: (client: RedcapClient) => client.exportUserRoles(),
  userRoleMapping: (client: RedcapClient) => client.exportUserRoleAssignments(),
  dag: (client: RedcapClient) => client.exportDags(),
  userDagMapping: (client: RedcapClient) => client.exportUserDagAssignments(),
};

/** The newest read, with those tables read again that the rows of a request carry something of. */
export async function readCarried(client: RedcapClient, step: Step, newest: Snapshot): Promise<Snapshot> {
  const names = tablesFor(step, newest);
  if (names.length === 0) return newest;
  const found = await readTables(client, names);
  // The group of somebody whom the mapping leaves out, or may not show, stands with the users.
  const whole =
    names.includes("user") || (names.every((name) => found[name]) && lists(found.userDagMapping, step.keys));
  const { userDagMapping: _, ...rest } = newest.tables;
  const before = names.includes("userDagMapping") ? rest : newest.tables;
  return buildSnapshot({
    ...newest,
    tables: { ...before, ...found, ...(whole ? {} : await readTables(client, ["user"])) },
  });
}

/** A token whose owner has been moved into a group may not read the groups any more. */
async function readTables(client: RedcapClient, names: ReturnType<typeof tablesFor>): Promise<Snapshot["tables"]> {
  const read = names.map(async (name) => {
    try {
      return [[name, await EXPORTS[name](client)]] as const;
    } catch (error) {
      if (name === "userDagMapping" && isRedcapError(error, "missingRight", "unknownMethod")) return [];
      throw error;
    }
  });
  return Object.fromEntries((await Promise.all(read)).flat());
}
