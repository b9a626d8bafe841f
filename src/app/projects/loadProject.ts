import { buildSnapshot } from "../../core/access/snapshot";
import type { Instrument, Missing, Snapshot } from "../../core/access/snapshot";
import type { DataTable } from "../../core/dataTable";
import type { TableName } from "../../core/tables";
import type { RedcapClient } from "../../redcap/client";
import { isRedcapError } from "../../redcap/errors";
import type { RedcapError } from "../../redcap/errors";
import type { Clock } from "../ports";

/**
 * Reads all access tables in one parallel round. A table that the token may not read, or that the server does not know,
 * is named in `missing` while the others still show; anything else fails the whole. @throws {RedcapError}
 */
export async function loadProject(
  client: RedcapClient,
  clock: Pick<Clock, "now">,
  options: { readonly signal?: AbortSignal | undefined; readonly version?: string | Promise<string> | undefined } = {},
): Promise<Snapshot> {
  const call = { signal: options.signal };
  const missing: Partial<Record<TableName | "instrument", Missing>> = {};
  const orMissing = async <T>(name: TableName | "instrument", work: Promise<T>): Promise<T | undefined> => {
    try {
      return await work;
    } catch (error) {
      if (!isRedcapError(error, "missingRight", "unknownMethod")) throw error;
      const right = lacked(error).join(" and ");
      missing[name] = { message: error.message, ...(right ? { right } : {}) };
      return undefined;
    }
  };
  const [user, userRole, userRoleMapping, dag, userDagMapping, instruments, project, version] = await Promise.all([
    orMissing("user", client.exportUsers(call)),
    orMissing("userRole", client.exportUserRoles(call)),
    orMissing("userRoleMapping", client.exportUserRoleAssignments(call)),
    orMissing("dag", client.exportDags(call)),
    orMissing("userDagMapping", client.exportUserDagAssignments(call)),
    orMissing("instrument", client.exportInstruments(call)),
    client.exportProjectInfo(call),
    options.version ?? client.exportVersion(call),
  ]);
  const tables: Partial<Record<TableName, DataTable>> = {
    ...(user && { user }),
    ...(userRole && { userRole }),
    ...(userRoleMapping && { userRoleMapping }),
    ...(dag && { dag }),
    ...(userDagMapping && { userDagMapping }),
  };
  const known: readonly Instrument[] = instruments ?? [];
  return buildSnapshot({ takenAt: clock.now(), project, version, instruments: known, tables, missing });
}

/** REDCap names all rights that a table needs; API Export is there, or reading the project itself would have failed. */
function lacked(error: RedcapError): readonly string[] {
  const rights = error.details.rights ?? [];
  return rights.length > 1 ? rights.filter((right) => right !== "API Export") : rights;
}
