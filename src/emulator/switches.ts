/**
 * Points where the public sources contradict each other or are silent, so that tests can hold the client against every
 * reading. The first setting of each is the default: what recordings of real servers say, as far as there are any.
 */
export const SETTINGS = {
  /** Rights of a person taken out of a role: their own earlier ones, a copy of the role's, or none. */
  rightsAfterUnassign: ["own", "role", "none"],
  /** A user row without data_access_group for somebody who is in a group. */
  userImportWithoutDag: ["clear", "keep"],
  /** A role mapping row without data_access_group. */
  mappingImportWithoutDag: ["keep", "clear"],
  /** People without role in the role mapping export. */
  mappingExportWithoutRole: ["listed", "omitted"],
  /** A role row whose unique_role_name the project does not have. */
  unknownRole: ["error", "create"],
  /** A mapping row for a username that is not in the project; `ghost` adds that person without an account. */
  unknownUserInMapping: ["error", "ghost"],
  /** Names in a request to delete users: the documentation compares them as they stand, accounts are one in any case. */
  namesToDelete: ["anyCase", "asWritten"],
  /**
   * `partial` writes the good rows of a request that is answered with an error; `half` breaks down in the middle of every
   * request of several rows.
   */
  imports: ["atomic", "partial", "half"],
  /**
   * `later`: the first export after its creation lists a role with a blank id (seen around 14.0.2); `late`: the first
   * four; `seconds`: all exports for three seconds.
   */
  newRoleId: ["visible", "later", "late", "seconds"],
  /** `lagging`: reads come from a copy of the database, which lacks a new role in its first three exports. */
  newRoles: ["listed", "lagging"],
  /** `lagging`: the tables of access come from a copy of the database that is two seconds behind. */
  reads: ["current", "lagging"],
  /** Names of roles and groups: as sent, without markup, with entities for it, or cut to 20 letters. */
  names: ["asSent", "stripped", "entities", "cut"],
  /** The first role that somebody gets after they were taken out of one is counted, and not given; or no later one either. */
  passedOver: ["never", "once", "always"],
  /** What a row of the role mapping takes along although it does not say so. */
  mappingClears: ["nothing", "expiration"],
  /** Form maps of a person or role whose row has none. */
  formsLeftOut: ["keep", "clear"],
  /** Usernames in both mappings: as the user table spells them, or in small letters. */
  mappedNames: ["asAdded", "lowerCase"],
  /** Groups asked for, or changed, with the token of somebody who is in one: refused in one public report. */
  ownerInDag: ["served", "refused"],
  /** Form maps in JSON: an object, a list of objects with one form each, or of texts like `visit:130`. */
  formMaps: ["map", "objects", "texts"],
  /** Codes of rights in JSON. */
  codes: ["plain", "decimal"],
  /** Days in JSON: with a time, and with zeros for none, as databases have them. */
  days: ["plain", "timed"],
  /** Lists in JSON: PHP makes an object of one that has gaps. */
  lists: ["list", "gaps"],
} as const;

export type Switches = { -readonly [Name in keyof typeof SETTINGS]: (typeof SETTINGS)[Name][number] };

export const DEFAULT_SWITCHES = Object.fromEntries(
  Object.entries(SETTINGS).map(([name, [first]]) => [name, first]),
) as Readonly<Switches>;
