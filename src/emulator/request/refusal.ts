interface RefusalTraits {
  /** The text comes without the envelope of its format. */
  readonly bare?: boolean;
  /** A part of the request was carried out before it was refused. */
  readonly wrote?: boolean;
}

/** An answer that is not a success. */
export class Refusal extends Error {
  readonly bare: boolean;
  readonly wrote: boolean;

  constructor(
    readonly status: number,
    text: string,
    { bare = false, wrote = false }: RefusalTraits = {},
  ) {
    super(text);
    this.bare = bare;
    this.wrote = wrote;
  }
}

// Texts as recorded; where no recording exists they follow the nearest recorded one.

export const noPermission = () => new Refusal(403, "You do not have permissions to use the API");
export const noImportRight = () => new Refusal(403, "You do not have API Import/Update privileges");
export const noDeleteRight = () => new Refusal(403, "You do not have Delete Record privileges");

/** A missing right arrives as 400, unlike a missing permission to use the API at all. */
export const missingRights = (...rights: readonly string[]) =>
  new Refusal(
    400,
    `Insufficient user privileges: You must have ${rights.map((right) => `'${right}' privileges`).join(" and ")} in the project.`,
  );

/** The server's own spelling. */
export const inGroup = () =>
  new Refusal(
    400,
    "You do not have permission to export/import/delete Data Access Groups because you have beed assigned to a Data Access Group..",
  );

/** A module switches single methods off for somebody. */
export const switchedOff = (text: string) => new Refusal(403, text);

export const badParameter = (name: string) => new Refusal(400, `The value of the parameter "${name}" is not valid`);

export const notAnArray = (name: string) =>
  new Refusal(
    400,
    `The '${name}' parameter is either missing or is not an array. It must be provided as an array even if it only contains one value.`,
  );

export const noSuperToken = () =>
  new Refusal(
    403,
    "You do not have permissions to use the API 'Create Project' method. You must have been granted a 64-character Super API Token in order to use it.",
  );

/**
 * Came back as bare text when the format was left to its default. Another recording of such an import saw a 2xx status;
 * status 200 is the one reading that fits both.
 */
export const wrongFormat = (formatGiven: boolean) =>
  new Refusal(formatGiven ? 400 : 200, "The data is not in the specified format.", { bare: !formatGiven });
