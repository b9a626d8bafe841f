import { list, message, plural } from "../../core/text/message";
import type { Message } from "../../core/text/message";
import type { ErrorKind } from "../errors";
import { unquoted } from "../words/limits";
import { brief, saying } from "../words/quoting";

export interface Rule {
  readonly pattern: RegExp;
  /** Tried on the words without the names that stand in quotes. */
  readonly phrase?: true;
  readonly kind: ErrorKind;
  readonly sentence: (said: string, rights: readonly string[]) => Message;
}

/** Texts that REDCap servers of several versions are known to answer with, most specific first. */
const RULES: readonly Rule[] = [
  {
    pattern: /Create Project/,
    kind: "refused",
    sentence: () =>
      message(
        "REDCap took this for creating a project, which needs a super token. Show the log to the server's administrator.",
      ),
  },
  {
    pattern: /^You do not have permissions to use the API\.?$/,
    kind: "badToken",
    sentence: () =>
      message(
        "REDCap does not accept this token: it is wrong or revoked, or its owner has no API right in the project. Take one from the project's API page in REDCap.",
      ),
  },
  {
    pattern: /^You do not have .* (?:privileges|rights)\.?$|^Insufficient user privileges/,
    kind: "missingRight",
    sentence: (said, rights) =>
      rights.length > 0
        ? plural(
            rights.length,
            {
              one: "The token's owner lacks {rights} in this project. Ask for that right on REDCap's User Rights page.",
              other:
                "The token's owner needs these rights in this project and lacks at least one: {rights}. Ask for them on REDCap's User Rights page.",
            },
            { rights: list(rights) },
          )
        : message(
            "The token's owner may not do this. Ask for the right on REDCap's User Rights page. REDCap says: {words}",
            { words: brief(said) },
          ),
  },
  {
    pattern: /assigned to a Data Access Group/,
    kind: "missingRight",
    sentence: (said) =>
      saying(
        message(
          "REDCap shows and changes groups only for people who are in none, and the token's owner is in one. Use the token of somebody without a group.",
        ),
        said,
      ),
  },
  {
    pattern: /parameter "content" is not valid/,
    kind: "unknownMethod",
    sentence: () =>
      message(
        "This REDCap server is too old for this table: it does not know the method. Ask its administrator about an update; everything else works.",
      ),
  },
  {
    pattern: /belongs to a user role/,
    kind: "userInRole",
    sentence: (said) =>
      message(
        "REDCap changes no rights of people who are in a role. Edit the role, or take the person out first. REDCap says: {words}",
        { words: brief(said) },
      ),
  },
  {
    pattern:
      /could not connect to (?:the MySQL server|.*database)|\b(?:unable|failed|cannot|can't) to? ?connect to (?:the )?(?:MySQL|MariaDB|database)|database connection (?:failed|error)|error establishing a database connection|\bSQLSTATE\[|\bmysqli?_connect\b/i,
    phrase: true,
    kind: "serverOffline",
    sentence: () => message("The REDCap server cannot reach its database. Try again later, or tell its administrator."),
  },
  {
    pattern:
      /\bREDCap\b[^.\n]{0,40}\b(?:is|are)\b[^.\n]{0,20}\b(?:offline|down|unavailable)\b|\b(?:system|server|site|service) (?:is )?(?:currently |temporarily )?offline\b|\b(?:under|undergoing|during|scheduled|planned|down for) maintenance\b|\bREDCap\b[^.\n]{0,40}\bbeing (?:upgraded|updated)\b/i,
    phrase: true,
    kind: "serverOffline",
    sentence: (said) => saying(message("REDCap is offline. Try again later."), said),
  },
  {
    pattern: /requested method is not implemented/i,
    kind: "wrongAddress",
    sentence: () => message("The server does not take API requests at this address. Check that it ends in /api/."),
  },
];

/** The rule for a server's words. Of those that somebody may have written into a page only whole phrases count. */
export function ruleFor(words: string, phrasesOnly = false): Rule | undefined {
  const bare = unquoted(words);
  return RULES.find(({ pattern, phrase }) => (phrase ? pattern.test(bare) : !phrasesOnly && pattern.test(words)));
}

const RIGHT_NAMES = [
  "API Export",
  "API Import/Update",
  "Data Access Groups",
  "User Rights",
  "Delete Record",
  "Logging",
];

/** The rights that a text names, in REDCap's words. */
export function rightsIn(said: string): readonly string[] {
  return RIGHT_NAMES.filter((right) => said.includes(right));
}
