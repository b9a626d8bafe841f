import * as cells from "./cells";
import type { Guard } from "./guard";
import * as owner from "./owner";
import * as people from "./people";
import * as references from "./references";
import * as rights from "./rights";
import * as roads from "./roads";
import * as rows from "./rows";
import * as tables from "./tables";
import * as unknowns from "./unknowns";

/** Every rule, in the order in which a person should read them. */
export const GUARDS: readonly Guard[] = [
  rows.inDoubt,
  cells.duplicateUser,
  cells.unknownPerson,
  cells.unreadable,
  cells.unknownRow,
  rows.illegalUsername,
  rows.removedAndChanged,
  tables.roleIdUnknown,
  tables.roleNameless,
  tables.dagNameless,
  references.unknownRole,
  references.roleByLabel,
  references.ambiguousRole,
  references.unknownDag,
  references.dagByLabel,
  references.ambiguousDag,
  cells.unknownForm,
  cells.illegalDate,
  cells.illegalValue,
  cells.illegalFormCode,
  rows.blankRight,
  rows.rightsUnderRole,
  tables.roleHasMembers,
  tables.dagInUse,
  rows.noDeleteRight,
  roads.userInRole,
  roads.ownerInRole,
  roads.dagDisputed,
  roads.dagNotWritable,
  unknowns.rolesUnknown,
  unknowns.groupsUnknown,
  unknowns.brokenLetters,
  owner.ownerLosesRights,
  owner.ownerUnassigned,
  owner.ownerRemoved,
  owner.ownerExpires,
  owner.ownerMoved,
  owner.nobodyLeft,
  rows.manyRemovals,
  people.dagLost,
  tables.dagDeleted,
  tables.roleWidened,
  rights.leadingRightsGained,
  rights.dataRightsGained,
  roads.detourGap,
  rows.undoIsPartial,
  people.expirationPast,
  people.rightsUnknown,
  people.usernameTwins,
  people.roleTwins,
];
