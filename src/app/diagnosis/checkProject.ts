import { effectiveRights } from "../../core/access/tokenRights";
import type { Snapshot } from "../../core/access/snapshot";
import { joined, list, message, plural } from "../../core/text/message";
import type { Message } from "../../core/text/message";
import type { RedcapClient } from "../../redcap/requests/client";
import { loadProject } from "../projects/loadProject";
import type { Clock } from "../ports";
import { ownerFromLog } from "../connections/tokenOwner";

export interface CheckedProject {
  readonly snapshot: Snapshot;
  /** Whose token it is, when the log tells. */
  readonly owner: string | undefined;
}

/** Proves a token by loading its project. @throws {RedcapError} */
export async function checkProject(
  client: RedcapClient,
  clock: Pick<Clock, "now">,
  signal?: AbortSignal,
): Promise<CheckedProject> {
  const snapshot = await loadProject(client, clock, { signal });
  return { snapshot, owner: await ownerFromLog(client, snapshot, clock, signal) };
}

/** "SUNRISE Trial, REDCap 16.1.3: 40 users, 6 roles and 4 data access groups. The token of ann may change access." */
export function tokenSummary({ snapshot, owner }: CheckedProject): Message {
  const { version, missing } = snapshot;
  const project = snapshot.project.title;
  const counts = countsOf(snapshot);
  const rights = [...new Set(Object.values(missing).flatMap(({ right }) => right ?? []))];
  return joined([
    counts.length > 0
      ? message("{project}, REDCap {version}: {counts}.", { project, version, counts: list(counts) })
      : message("{project}, REDCap {version}.", { project, version }),
    ...(owner === undefined ? [] : [effectiveRights(snapshot, owner)]),
    ...(rights.length > 0 ? [message("The token lacks {rights}.", { rights: list(rights) })] : []),
  ]);
}

/** Of what could be read. */
function countsOf({ people, roles, dags, missing }: Snapshot): readonly Message[] {
  return [
    ...(missing.user ? [] : [plural(people.size, { one: "{count} user", other: "{count} users" })]),
    ...(missing.userRole ? [] : [plural(roles.size, { one: "{count} role", other: "{count} roles" })]),
    ...(missing.dag
      ? []
      : [plural(dags.size, { one: "{count} data access group", other: "{count} data access groups" })]),
  ];
}
