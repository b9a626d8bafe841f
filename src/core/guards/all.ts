import * as cells from "./cells";
import type { Guard } from "./guard";
import * as owner from "./owner";
import * as people from "./people";
import * as references from "./references";
import * as roads from "./roads";

/** Every rule, in the order in which a person should read them. */
export const GUARDS: readonly Guard[] = [
  cells.duplicateUser,
  cells.unknownPerson,
  cells.unreadable,
  cells.notEditable,
  references.unknownRole,
  references.roleByLabel,
  references.ambiguousRole,
  references.unknownDag,
  references.dagByLabel,
  references.ambiguousDag,
  cells.unknownForm,
  cells.illegalDate,
  cells.illegalValue,
  roads.userInRole,
  roads.ownerInRole,
  roads.dagDisputed,
  roads.dagNotWritable,
  owner.ownerLosesRights,
  owner.ownerUnassigned,
  owner.ownerExpires,
  owner.ownerMoved,
  owner.nobodyLeft,
  people.dagLost,
  roads.detourGap,
  people.expirationPast,
  people.rightsUnknown,
  people.usernameTwins,
  people.roleTwins,
];
