import { cellText, column } from "../../core/dataTable";
import { sameUser } from "../../core/access/usernames";
import type { Snapshot } from "../../core/access/snapshot";
import type { RedcapClient } from "../../redcap/requests/client";
import { isRedcapError } from "../../redcap/errors";
import type { Clock } from "../ports";

/** How each user export is named in REDCap's log (Manage/Design rows). */
const OWN_CALL = /^Export users? \(API\)$/i;

/**
 * Whose token this is, as far as the API tells: the newest log row of the call just made. REDCap has no "who am I";
 * without the Logging right, or when another person's export could be meant, the answer is undefined, never a guess.
 */
export async function ownerFromLog(
  client: RedcapClient,
  snapshot: Snapshot,
  clock: Pick<Clock, "now">,
  signal?: AbortSignal,
): Promise<string | undefined> {
  try {
    const log = await client.exportLogging({ logtype: "manage", beginTime: halfADayAgo(clock), signal });
    const [username, details] = [column(log, "username"), column(log, "details")];
    const callers = log.rows.slice(0, 12).filter((row) => OWN_CALL.test(cellText(details(row)).trim()));
    const [name = "", ...others] = callers.map((row) => cellText(username(row)));
    return others.every((other) => sameUser(other, name)) ? snapshot.people.get(name)?.username : undefined;
  } catch (error) {
    if (isRedcapError(error) && error.kind !== "cancelled") return undefined;
    throw error;
  }
}

/** A moment before the call just made on the clock of any server: none is further behind UTC than twelve hours. */
function halfADayAgo(clock: Pick<Clock, "now">): string {
  return new Date(clock.now() - 13 * 3_600_000).toISOString().slice(0, 16).replace("T", " ");
}
