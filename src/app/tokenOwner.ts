import { cellText, column } from "../core/dataTable";
import type { Snapshot } from "../core/snapshot";
import type { RedcapClient } from "../redcap/client";
import { isRedcapError } from "../redcap/errors";

/** How each user export is named in REDCap's log (Manage/Design rows). */
const OWN_CALL = /^Export users? \(API\)$/i;

/**
 * Whose token this is, as far as the API tells: the newest log row of the call just made. REDCap has no "who am I";
 * without the Logging right, or when another person's export could be meant, the answer is undefined, never a guess.
 */
export async function ownerFromLog(
  client: RedcapClient,
  snapshot: Snapshot,
  signal?: AbortSignal,
): Promise<string | undefined> {
  try {
    const log = await client.exportLogging({ logtype: "manage", signal });
    const [username, details] = [column(log, "username"), column(log, "details")];
    const callers = log.rows.slice(0, 12).filter((row) => OWN_CALL.test(cellText(details(row)).trim()));
    const names = new Set(callers.map((row) => cellText(username(row))));
    const [name = ""] = names;
    return names.size === 1 && snapshot.people.has(name) ? name : undefined;
  } catch (error) {
    if (isRedcapError(error) && error.kind !== "cancelled") return undefined;
    throw error;
  }
}
