import type { Problem } from "../rules/problem";
import type { Guard, GuardContext } from "./guard";
import * as inRole from "./inRole";
import * as memberships from "./memberships";
import * as owner from "./owner";
import * as rightsGained from "./rightsGained";
import * as rolesAndDags from "./rolesAndDags";
import * as unreadable from "./unreadable";
import * as wantedCells from "./wantedCells";
import * as wantedRows from "./wantedRows";

/** Everything that may speak against a plan, in the order in which a person should read it. */
export const GUARDS: readonly Guard[] = [
  wantedRows.inDoubt,
  wantedRows.listedTwice,
  wantedRows.unknownPeople,
  wantedCells.unreadable,
  wantedRows.unknownRows,
  wantedRows.badUsernames,
  wantedRows.removedAndChanged,
  rolesAndDags.roleIdUnknown,
  rolesAndDags.nameless,
  wantedCells.cells,
  wantedRows.blankRight,
  wantedRows.rightsUnderRole,
  rolesAndDags.roleHasMembers,
  rolesAndDags.dagInUse,
  wantedRows.noDeleteRight,
  inRole.userInRole,
  inRole.ownerInRole,
  memberships.dagDisputed,
  memberships.dagNotWritable,
  unreadable.rolesUnknown,
  unreadable.groupsUnknown,
  unreadable.brokenLetters,
  owner.ownerLosesRights,
  owner.ownerUnassigned,
  owner.ownerRemoved,
  owner.ownerExpires,
  owner.ownerMoved,
  owner.nobodyLeft,
  wantedRows.manyRemovals,
  memberships.dagLost,
  rolesAndDags.dagDeleted,
  rolesAndDags.roleWidened,
  rightsGained.leadingRightsGained,
  rightsGained.dataRightsGained,
  inRole.withoutRoleForAMoment,
  wantedRows.undoIsPartial,
  memberships.expirationPast,
  memberships.rightsUnknown,
  memberships.usernameTwins,
  memberships.roleTwins,
];

/** What speaks against a plan. */
export function planProblems(context: GuardContext): readonly Problem[] {
  return GUARDS.flatMap(({ find }) => find(context));
}
