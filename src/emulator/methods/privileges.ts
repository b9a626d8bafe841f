import { describeColumn } from "../../core/access/tables";
import type { Call } from "../request/call";
import { inGroup, missingRights, noDeleteRight, noImportRight, noPermission } from "../request/refusal";
import { grantsOf } from "../project/state";
import type { UserState } from "../project/state";
import { english } from "../../core/text/message";

export type Right = "user_rights" | "data_access_groups" | "logging";

/** What REDCap calls a right in its refusals. */
function titleOf(right: Right): string {
  const described = describeColumn("user", right);
  return described ? english(described.title) : right;
}

export function level(user: UserState, right: string): number {
  return grantsOf(user).rights.get(right) ?? 0;
}

/** API Export, and a right for what is exported. Read-only User Rights suffice here. */
export function mayExport(call: Call, right?: Right): void {
  const hasExport = level(call.user, "api_export") > 0;
  if (!right) {
    if (!hasExport) throw noPermission();
    return;
  }
  if (!hasExport || level(call.user, right) === 0) throw missingRights("API Export", titleOf(right));
  if (right === "data_access_groups") fromOutside(call);
}

/** Who is in a group sees nothing of the groups, whatever their rights. */
function fromOutside({ user, world }: Call): void {
  if (user.dag && world.switches.ownerInDag === "refused") throw inGroup();
}

/** API Import/Update, and the full right for what is changed. */
export function mayImport(call: Call, right?: Right): void {
  if (level(call.user, "api_import") === 0) throw noImportRight();
  if (right && level(call.user, right) !== 1) throw missingRights("API Import/Update", titleOf(right));
  if (right === "data_access_groups") fromOutside(call);
}

/** Deleting people and roles needs the right to delete records, of all things. */
export function mayDelete(call: Call, right: Right): void {
  mayImport(call, right);
  if (level(call.user, "record_delete") === 0) throw noDeleteRight();
}
