import { dagWriting } from "./dagWriting";
import type { Cell } from "../dataTable";
import type { Snapshot } from "../access/snapshot";
import { byColumns, wireCell } from "./unsplitStep";
import type { UnsplitStep } from "./unsplitStep";
import type { Target } from "./targets";

/**
 * Rows of the user table: only what changes, and always the group that is live at that step, because leaving it out takes
 * people out of their group (redcapAPI #500).
 */
export function userRows(live: Snapshot, targets: readonly Target[]): readonly UnsplitStep[] {
  const rows = targets.map((target) => {
    const cells = new Map<string, Cell>([["username", target.person.username]]);
    if (target.after.expiration !== target.before.expiration) cells.set("expiration", target.after.expiration);
    if (carriesDag(live, target)) cells.set("data_access_group", dagAtUserStep(live, target));
    for (const [name, value] of target.rights) cells.set(name, wireCell("user", name, value));
    return cells;
  });
  return byColumns("user", rows);
}

/** The user table has a group column: somebody who is added is in the wanted group from the first moment on. */
export function addsWithDag(live: Snapshot): boolean {
  return live.tables.user?.columns.includes("data_access_group") ?? false;
}

function carriesDag(live: Snapshot, target: Target): boolean {
  return target.before.dag !== "" || addsWithDag(live);
}

/** Somebody taken out of a role for good got the wanted group with that row already, if it could carry one. */
function dagAtUserStep(live: Snapshot, target: Target): string {
  const moved = dagWriting(live).withRole && target.before.role !== "" && target.after.role === "";
  return moved || target.added ? target.after.dag : target.before.dag;
}
