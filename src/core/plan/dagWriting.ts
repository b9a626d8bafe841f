import type { Snapshot } from "../access/snapshot";
import type { Target } from "./targets";

/** How this project and this token let groups be written. */
export interface DagWriting {
  /** The role mapping has a group column: role rows carry the group. */
  readonly withRole: boolean;
  /** The DAG mapping is open to the token. */
  readonly mapping: boolean;
}

export function dagWriting(live: Snapshot): DagWriting {
  return {
    withRole: live.tables.userRoleMapping?.columns.includes("data_access_group") ?? false,
    mapping: live.tables.userDagMapping !== undefined,
  };
}

/** A row of the role mapping is sent for this person. */
export function hasRoleRow(target: Target): boolean {
  return target.unassignFirst || target.before.role !== target.after.role;
}

/** Whether a change of group can be sent at all. */
export function canSendDags(live: Snapshot): boolean {
  const { withRole, mapping } = dagWriting(live);
  return mapping || withRole;
}

/** A row is sent that states the person's group, wanted or not; it has to be known for that. */
export function statesDag(live: Snapshot, target: Target): boolean {
  const dagEdit = target.before.dag !== target.after.dag;
  return dagEdit || target.userRow || (hasRoleRow(target) && dagWriting(live).withRole);
}
