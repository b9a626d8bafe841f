import { effectiveRights } from "../../core/access/tokenRights";
import type { Snapshot } from "../../core/access/snapshot";
import { counted, listing } from "../../core/text/words";
import type { RedcapClient } from "../../redcap/requests/client";
import { loadProject } from "../projects/loadProject";
import type { Clock } from "../ports";
import { ownerFromLog } from "../connections/tokenOwner";
import { shown } from "../../core/text/displayText";

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

/** "SUNRISE Trial, REDCap 16.1.3: 40 users, 6 roles, 4 data access groups. The token of ann may change access." */
export function tokenSummary({ snapshot, owner }: CheckedProject): string {
  const { project, version, people, roles, dags, missing } = snapshot;
  const counts = [
    missing.user ? "" : counted(people.size, "user", "users"),
    missing.userRole ? "" : counted(roles.size, "role", "roles"),
    missing.dag ? "" : counted(dags.size, "data access group", "data access groups"),
  ]
    .filter(Boolean)
    .join(", ");
  const unreadable = [...new Set(Object.values(missing).flatMap(({ right }) => right ?? []))];
  const may = owner === undefined ? "" : ` ${effectiveRights(snapshot, owner)}`;
  const lacks = unreadable.length > 0 ? ` The token lacks ${listing(unreadable)}.` : "";
  return `${shown(project.title)}, REDCap ${version}${counts ? `: ${counts}` : ""}.${may}${lacks}`;
}
